/**
 * One merchant that speaks every language here, and whose disputes live at every provider: a Parley in a process of its own that is all of
 * them, each reached over a connection of its own.
 */
import type { DialectName } from '../../src/core/dispute.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { FaultKind } from '../../src/engine/sandbox.ts'
import { startSide, until, type Side } from './bridge.ts'
import type { Opening } from './bridge-faults.ts'
import { faultAt, openedAt, startFarSide } from './far-side.ts'
import { jsonBody, ok, type Answer, type Request, type Shown, type Speaker } from './speaker.ts'
import { speakers } from './speakers/index.ts'

export type Ids = { here: string; there: string; theirs: string }
export type Voice = { dialect: DialectName; accept(of: Ids): Promise<Answer>; done(answer: Answer): boolean }
export type EveryWay = {
  near: Side
  far: Side
  voices: Voice[]
  /** Opens one there and waits until it is here. */
  dispute(back: DialectName): Promise<Ids>
  fault(dialect: DialectName, operation: string, fault: FaultKind, times: number): Promise<void>
  close(): Promise<void>
}

const usd = { value: 12_345, currency: 'USD' }
export const backs: Record<DialectName, Opening> = {
  native: { dialect: 'native', amount: usd },
  alipay: { dialect: 'alipay', amount: usd, reason: { category: 'fraud', code: '2006', network: 'Shinhan' }, payment: { id: '20250101194010800100188740269658664', order: '101520250101400409669231020023' } },
  afterpay: { dialect: 'afterpay', amount: usd, reason: 'not_received', story: 'It never came.' },
  omise: { dialect: 'omise', amount: usd, reason: { category: 'not_received', code: 'goods_or_services_not_provided' }, payment: { id: 'chrg_test_6344fc3dqaonb91fqa9' } },
  moov: { dialect: 'moov', amount: usd, reason: { category: 'fraud', code: '10.4' }, payment: { id: 'ecac148a-917e-4ee0-b46a-c51408939fff' } },
  ahrvo: { dialect: 'ahrvo', amount: usd, reason: { category: 'fraud', code: 'FRAUD' }, payment: { id: 'TR1' } },
}

export async function startEveryWay(settings: object): Promise<EveryWay> {
  // A live client of Alipay's is told again when it did not hear; a sandbox client is not.
  const far = await startFarSide({ credentials: { alipay: { client_id: '5Y00000000000000' } } })
  const near = await startSide({ workers: true })
  const connections = new Map<DialectName, string>()
  for (const dialect of Object.keys(backs) as DialectName[]) connections.set(dialect, await connected(near, far, dialect, settings))
  const { engine } = near.app
  return {
    near, far, voices: [nativeVoice(near), ...await Promise.all(speakers.map(speaker => voiceOf(near, speaker)))],
    async dispute(back) {
      const { id: there, theirs } = await openedAt(far, backs[back])
      const held = await learned(near, engine, { dialect: back, connection: connections.get(back)!, theirs: back === 'native' ? there : theirs.id })
      return { here: held.id, there, theirs: held.theirs.id }
    },
    fault: (dialect, operation, fault, times) => faultAt(far, dialect)(operation, fault, times),
    async close() {
      await near.close()
      await far.close()
    },
  }
}

async function connected(near: Side, far: Side, dialect: DialectName, settings: object): Promise<string> {
  const shown = far.credentials[dialect]
  const { client_id, private_key, parley_public_key: platform_public_key } = shown as Shown
  const credentials = dialect === 'alipay' ? { client_id, private_key, platform_public_key } : dialect === 'afterpay' || dialect === 'ahrvo' ? { ...shown, currency: 'USD' } : shown
  const made = await near.ask('/v1/connections', { dialect, name: dialect, url: far.url, credentials, settings })
  if (made.status !== 201) throw new Error(`Not connected: ${made.text}`)
  if (dialect === 'alipay') {
    const hook = await far.ask('/v1/webhooks', { url: near.url + made.body.notifications_path, dialect })
    if (hook.status !== 201) throw new Error(`No webhook: ${hook.text}`)
  }
  return made.body.id
}

/** Alipay has no list: it tells of a dispute by itself. */
async function learned(near: Side, { reads, world }: Engine, { dialect, connection, theirs }: { dialect: DialectName; connection: string; theirs: string }) {
  const { store, workers } = near.app
  return until(async () => {
    const held = await reads.disputeByTheirs(near.merchant, dialect, theirs)
    if (held) return held.dispute
    if (dialect !== 'alipay' && (await reads.poll(near.merchant, connection))!.leaseUntil === 0) {
      await store.bridge.hurryPoll(near.merchant, connection, world.now())
      workers.wake()
    }
    return null
  }, 180_000, `Hearing of ${theirs} of ${dialect}`)
}

const nativeVoice = (near: Side): Voice => ({
  dialect: 'native',
  accept: ({ here }) => said(near.url, { method: 'POST', target: `/v1/disputes/${here}/accept`, ...jsonBody({ reason: 'customer_is_right' }) }, { authorization: `Bearer ${near.credentials.native.key}` }),
  done: ok,
})

/** A new credential that sees every dispute of its merchant. */
async function voiceOf(near: Side, speaker: Speaker): Promise<Voice> {
  const given = speaker.given && { given: speaker.given() }
  const made = await near.ask(`/v1/merchants/${near.merchant}/credentials`, { dialect: speaker.dialect, scope: 'decide', see_all: true, ...given })
  if (made.status !== 201) throw new Error(`No credential: ${made.text}`)
  const shown = made.body.shown as Shown
  return {
    dialect: speaker.dialect, done: speaker.done,
    accept: ({ theirs }) => { const request = speaker.accept(theirs, shown); return said(near.url, request, speaker.signed(shown, request)) },
  }
}

async function said(url: string, { method, target, headers = {}, body }: Request, signed: Record<string, string>): Promise<Answer> {
  const sent = new Headers(headers)
  for (const [name, value] of Object.entries(signed)) sent.set(name, value)
  const answer = await fetch(url + target, { method, headers: sent, ...(body === undefined ? {} : { body: String(body) }) })
  const text = await answer.text()
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text, body: text.startsWith('{') ? JSON.parse(text) : {} }
}
