/** What the exchanges and examples of the Moov dialect take for granted: an account with a dispute and, as named, what was done to it. */
import { json, unknownId, upload, type MoovAccount, type MoovKit } from './moov.ts'
import { textOf } from './native.ts'
import type { Scene } from './prove.ts'

export type Values = Record<'account' | 'dispute' | 'evidence' | 'file' | 'username' | 'password' | 'unknown' | 'webhook' | 'basic', string>
export type Given = Scene & { mine: MoovAccount; values: Values }

export const givens = ['dispute', 'evidence', 'submitted', 'accepted', 'webhook'] as const

const transfer = 'ecac148a-917e-4ee0-b46a-c51408939fff'

/** Each has an account of its own. */
export async function moovGiven(kit: MoovKit, name: string): Promise<Given> {
  const mine = await kit.account()
  const dispute = await mine.open({ respond_in: 'P7D', payment: { id: transfer } })
  const values = { ...(name === 'dispute' || name === 'accepted' || name === 'webhook' ? none : await evidenceOf(mine, dispute)) }
  const webhook = name === 'webhook' || name === 'evidence' ? await webhookOf(mine) : unknownId
  const done = { submitted: 'evidence/submit', accepted: 'accept' }[name]
  if (done) await mine.ask(`/disputes/${dispute}/${done}`, { method: 'POST' })
  return { handle: kit.handle, mine, values: { account: mine.account, dispute, webhook, ...values, username: mine.username, password: mine.password, unknown: unknownId, basic: mine.basic.slice('Basic '.length) } }
}

const none = { evidence: unknownId, file: unknownId }

async function evidenceOf(mine: MoovAccount, dispute: string): Promise<typeof none> {
  const text = await mine.ask(`/disputes/${dispute}/evidence-text`, json({ text: 'Delivered on 1 May', evidenceType: 'cover-letter' }))
  const file = await mine.ask(`/disputes/${dispute}/evidence-file`, upload())
  return { evidence: textOf(text.json.evidenceID), file: textOf(file.json.evidenceID) }
}

async function webhookOf(mine: MoovAccount): Promise<string> {
  const wanted = { url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['dispute.created', 'dispute.updated'], description: 'Back office' }
  return textOf((await mine.ask('/webhooks', json(wanted))).json.webhookID)
}
