// Disputes of one merchant, opened in each dialect, and the requests that accept them in that dialect's own words.

import { isRefusal } from '../src/core/refusal.ts'
import type { App } from '../src/app/app.ts'
import type { DialectName } from '../src/core/dispute.ts'
import { dialects } from '../src/dialects/index.ts'
import type { MerchantId } from '../src/core/ids.ts'
import type { Speaker } from '../test/kit/speaker.ts'
import { speakers } from '../test/kit/speakers/index.ts'
import { opening } from './workload.ts'

/** `proof` is what an answer holds that says it was done. */
export type Line = { dialect: DialectName; requests: string[]; proof: string }

export type Case = { id: string; theirs: string }
export type Shown = Partial<Record<DialectName, Record<string, string>>>

export async function credentials({ accounts }: App, id: MerchantId): Promise<Shown> {
  let shown: Shown = {}
  const given = Object.fromEntries(speakers.flatMap(({ dialect, given }) => (given ? [[dialect, given()]] : [])))
  const made = await accounts.createMerchant({ id, name: 'Bench', credentials: given }, { key: null, credential: null }, merchant => {
    shown = merchant.credentials
    return { status: 201, headers: {}, body: '' }
  })
  if (made.kind !== 'done') throw new Error(`A merchant was not made: ${JSON.stringify(made)}`)
  return shown
}

export async function opened({ engine }: App, merchant: MerchantId, dialect: DialectName, count: number): Promise<Case[]> {
  const cases: Case[] = []
  const one = async (): Promise<void> => {
    const { ids, now } = engine.world
    const asked = opening(merchant)
    if (asked.command.kind !== 'open') throw new Error('The workload does not open')
    const [id, theirs] = [ids.next('dsp'), dialects[dialect].theirId(engine.world, now())]
    const payment = { ...asked.command.opening.payment, id: `pay ${id}` }
    const told = await engine.perform({ ...asked, dispute: id, command: { ...asked.command, opening: { ...asked.command.opening, id, dialect, payment, theirs: { ...asked.command.opening.theirs, id: theirs } } } })
    if (told.kind !== 'done' || isRefusal(told.value)) throw new Error(`A dispute was not opened: ${JSON.stringify(told)}`)
    cases.push({ id, theirs })
  }
  let left = count
  await Promise.all(Array.from({ length: 256 }, async () => {
    while (left-- > 0) await one()
  }))
  return cases
}

export function lineFor(dialect: DialectName, shown: Shown, cases: Case[]): Line {
  const speaker = speakers.find(one => one.dialect === dialect)
  return speaker ? lineOf(speaker, shown[dialect]!, cases) : nativeLine(shown.native!.key!, cases)
}

export const nativeLine = (key: string, cases: Case[]): Line => ({
  dialect: 'native', proof: 'HTTP/1.1 200 ',
  requests: cases.map(({ id }) => textOf('POST', `/v1/disputes/${id}/accept`, { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, '{"reason":"customer_is_right"}')),
})

function lineOf(speaker: Speaker, shown: Record<string, string>, cases: Case[]): Line {
  return {
    dialect: speaker.dialect, proof: speaker.dialect === 'alipay' ? '"resultStatus":"S"' : 'HTTP/1.1 200 ',
    requests: cases.map(({ theirs }) => {
      const request = speaker.accept(theirs, shown)
      const signed = speaker.signed(shown, request)
      return textOf(request.method, request.target, { ...signed, ...(signed['Content-Type'] ? {} : request.headers) }, String(request.body ?? ''))
    }),
  }
}

export function textOf(method: string, target: string, headers: Record<string, string>, body: string): string {
  const length = method === 'GET' ? [] : [`content-length: ${Buffer.byteLength(body)}`]
  return [`${method} ${target} HTTP/1.1`, 'host: 127.0.0.1', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...length, '', body].join('\r\n')
}
