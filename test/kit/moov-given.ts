/** What the exchanges and examples of the Moov dialect take for granted: an account with a dispute and, as named, what was done to it. */
import { json, unknownId, upload, whileWorking, type MoovAccount, type MoovKit } from './moov.ts'
import type { WireRequest } from '../../src/wire/http.ts'
import { textOf } from './native.ts'
import type { Scene } from './prove.ts'
import { startReceiver } from './receiver.ts'

export type Values = Record<'account' | 'dispute' | 'evidence' | 'file' | 'username' | 'password' | 'unknown' | 'webhook' | 'url' | 'basic', string>
export type Given = Scene & { mine: MoovAccount; values: Values }

export const givens = ['dispute', 'evidence', 'submitted', 'accepted', 'webhook', 'heard'] as const

const transfer = 'ecac148a-917e-4ee0-b46a-c51408939fff'

/** Each has an account of its own. Where somebody listens at the webhook, what is to be sent is sent. */
export async function moovGiven(kit: MoovKit, name: string): Promise<Given> {
  const mine = await kit.account()
  const dispute = await mine.open({ respond_in: 'P7D', payment: { id: transfer } })
  const values = { ...(name === 'submitted' || name === 'evidence' ? await evidenceOf(mine, dispute) : none) }
  const receiver = name === 'heard' ? await startReceiver() : null
  const webhook = receiver || name === 'webhook' || name === 'evidence' ? await webhookOf(mine, receiver?.url) : unknownId
  const done = { submitted: 'evidence/submit', accepted: 'accept' }[name]
  if (done) await mine.ask(`/disputes/${dispute}/${done}`, { method: 'POST' })
  const heard = receiver && { handle: (request: WireRequest) => whileWorking(kit, kit.handle(request)), end: receiver.close }
  return { handle: kit.handle, ...heard, mine, values: { account: mine.account, dispute, webhook, url: receiver?.url ?? '', ...values, username: mine.username, password: mine.password, unknown: unknownId, basic: mine.basic.slice('Basic '.length) } }
}

const none = { evidence: unknownId, file: unknownId }

async function evidenceOf(mine: MoovAccount, dispute: string): Promise<typeof none> {
  const text = await mine.ask(`/disputes/${dispute}/evidence-text`, json({ text: 'Delivered on 1 May', evidenceType: 'cover-letter' }))
  const file = await mine.ask(`/disputes/${dispute}/evidence-file`, upload())
  return { evidence: textOf(text.json.evidenceID), file: textOf(file.json.evidenceID) }
}

async function webhookOf(mine: MoovAccount, url = 'https://shop.example/moov'): Promise<string> {
  const wanted = { url, status: 'enabled', eventTypes: ['dispute.created', 'dispute.updated'], description: 'Back office' }
  return textOf((await mine.ask('/webhooks', json(wanted))).json.webhookID)
}
