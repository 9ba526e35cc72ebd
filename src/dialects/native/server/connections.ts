// Connections: made, changed, tested and removed. Their secrets come in and never go out.

import type { MerchantId } from '../../../core/ids.ts'
import { fromWireInteger } from '../../../core/money.ts'
import type { Connection, ConnectionSettings } from '../../../engine/connection.ts'
import { oneAtATime } from '../../../engine/in-turn.ts'
import type { Answer } from '../../../engine/job.ts'
import type { Write } from '../../../engine/store.ts'
import type { ConnectionRow } from '../../../engine/store-bridge.ts'
import type { Connector, Services } from '../../dialect.ts'
import { merchantOf, type AnyCall, type Call, type Part, type Reply } from './call.ts'
import { connectionView } from './connection-view.ts'
import { answeredBefore } from './once.ts'
import { answerOf, failure, json, told } from './reply.ts'

type Mine = 'createConnection' | 'listConnections' | 'getConnection' | 'updateConnection' | 'deleteConnection' | 'testConnection' | 'readConnection'
type Change = { writes: Write[]; answer: Answer }

export const mostConnections = 100
/** The oldest; the others are taken up within the minute. */
const mostHurried = 256

export function connectionCalls(services: Services): Part<Mine> {
  const { engine, bridge, urlRefused } = services
  const { reads, world } = engine
  const view = (row: ConnectionRow) => connectionView(services, row)
  const inTurn = oneAtATime()
  return {
    createConnection: call => change(call, async merchant => {
      const { dialect, name, credentials, settings = {}, paused } = call.body
      const connector = bridge.connectorOf(dialect)
      if (!connector) return failure('dialect_not_connectable', { dialect })
      const url = call.body.url ?? connector.production
      const refused = refusedFor(connector, url, credentials, settings.switches) ?? unfitFor(dialect, credentials, settings.switches)
      if (refused) return refused
      if ((await reads.connections(merchant)).length >= mostConnections) return failure('too_many_connections')
      const id = world.ids.next('con')
      const now = world.now()
      const connection: Connection = {
        merchant, id, dialect, name, url: plain(url!), state: paused ? 'paused' : 'active', credentials, settings: changed(bridge.usual, settings), createdAt: now, updatedAt: now,
      }
      const row = bridge.kept(connection)
      const poll = { merchant, connection: id, dueAt: now, leaseUntil: 0, fence: 0, cursor: null, since: null, beganAt: null, endedAt: null, failures: 0, body: '{}' }
      return { writes: [{ table: 'connection', rows: [row] }, { table: 'poll', rows: [poll] }], answer: answerOf(201, await view(row)) }
    }),
    listConnections: async call => json(200, { data: await Promise.all((await reads.connections(merchantOf(call))).map(view)) }),
    async getConnection(call) {
      const row = await rowOf(merchantOf(call), call.params.id)
      return row ? json(200, await view(row)) : failure('connection_not_found')
    },
    async updateConnection(call) {
      const reply = await updated(call)
      if ('status' in reply && reply.status === 200) await hurried(merchantOf(call), call.params.id, call.body)
      return reply
    },
    deleteConnection: call => changeRow(call, async ({ merchant, id }) => {
      const living = await reads.livesAt(merchant as MerchantId, id, true)
      if (living) return failure('connection_in_use', { dispute: living })
      const of = { merchant, connection: id }
      return { writes: [{ remove: 'connection', rows: [{ merchant, id }] }, { remove: 'poll', rows: [of] }, { remove: 'word', rows: [of] }], answer: { status: 204, headers: {}, body: '' } }
    }),
    testConnection: call => changeRow(call, async ({ id }) => {
      const started = performance.now()
      const outcome = await bridge.probe(id)
      const detail = outcome?.kind === 'refused' ? `${outcome.code ?? 'no code'}: ${outcome.text ?? ''}` : outcome && 'cause' in outcome ? outcome.cause : null
      const body = { ok: outcome?.kind === 'done', outcome: outcome?.kind ?? 'unsent', account: outcome?.kind === 'done' ? outcome.value.account : null, detail, took_ms: Math.round(performance.now() - started) }
      return { writes: [], answer: answerOf(200, body) }
    }),
    readConnection: call => changeRow(call, async row => {
      await bridge.poll(row.merchant as MerchantId, row.id)
      return { writes: [], answer: answerOf(202, await view(row)) }
    }),
  }

  function updated(call: Call<'updateConnection'>): Promise<Reply> {
    return changeRow(call, async row => {
      const connector = bridge.connectorOf(row.dialect)
      const before = bridge.opened(row)
      const { name = before.name, url = before.url, credentials = {}, settings = {}, state = before.state } = call.body
      const all = { ...before.credentials, ...credentials }
      const isJudged = Object.keys(credentials).length > 0 || settings.switches !== undefined
      const isAnew = isJudged || plain(url) !== before.url
      const refused = connector && (refusedFor(connector, url, all, settings.switches) ?? (isJudged ? unfitFor(row.dialect, all, { ...before.settings.switches, ...settings.switches }) : null))
      if (refused) return refused
      const updatedAt = Math.max(world.now(), row.updatedAt + 1)
      const after = bridge.kept({ ...before, name, url: plain(url), credentials: all, state, settings: { ...changed(before.settings, settings), ...(isAnew && { anewAt: updatedAt }) }, updatedAt })
      return { writes: [{ table: 'connection', rows: [after] }], answer: answerOf(200, await view(after)) }
    })
  }

  /** What was put off by the old times, or while there was no way, would go late. The reading also tells its open disputes of a buffer, whether there is a list or not. */
  async function hurried(merchant: MerchantId, id: string, { url, credentials, state, settings = {} }: Call<'updateConnection'>['body']): Promise<void> {
    const { poll_ms: pollMs, overlap_ms: overlapMs, buffer_ms: bufferMs, policy, switches } = settings
    const isAnotherWay = state !== 'paused' && (url ?? credentials ?? state) !== undefined
    if (isAnotherWay || (pollMs ?? overlapMs ?? bufferMs ?? policy ?? switches) !== undefined) await bridge.poll(merchant, id)
    if (isAnotherWay) for (const { act } of await reads.errandsOf(merchant, id, mostHurried)) await bridge.look(merchant, act)
  }

  function refusedFor(connector: Connector, url: string | null, credentials: Readonly<Record<string, string>>, switches: Record<string, string> | undefined): Reply | null {
    if (!url || urlRefused(url) || /[?#]/.test(url)) return failure('connection_url_refused')
    const [optional, needed] = [true, false].map(may => connector.credentials.filter(each => (each.optional ?? false) === may).map(({ name }) => name)) as [string[], string[]]
    const missing = needed.filter(name => !credentials[name])
    const strange = Object.keys(credentials).filter(name => ![...needed, ...optional].includes(name))
    const words = (names: string[]): string => names.join(', ') || 'none'
    if (missing.length || strange.length) return failure('connection_credentials_unfit', { needed: words(needed), optional: words(optional), missing: words(missing), unknown: words(strange) })
    const odd = Object.entries(switches ?? {}).find(([name, value]) => !connector.switches[name]?.values.includes(value))
    return odd ? failure('connection_switch_unknown', { name: odd[0], known: Object.entries(connector.switches).map(([name, { values }]) => `${name}: ${values.join('|')}`).join('; ') || 'none' }) : null
  }

  /** What only the connector can judge. What is kept already is judged when it is changed, so that it can always be paused. */
  function unfitFor(dialect: Connection['dialect'], credentials: Readonly<Record<string, string>>, given: Record<string, string> = {}): Reply | null {
    const detail = bridge.unfit(dialect, credentials, given)
    return detail ? { failure: 'connection_credentials_unfit', detail } : null
  }

  /** One after the other in this process, so that of two changes at once none is lost; a repetition never meets its own effect. */
  function change(call: AnyCall, work: (merchant: MerchantId) => Promise<Change | Reply>): Promise<Reply> {
    const merchant = merchantOf(call)
    return inTurn(async () => {
      const before = await answeredBefore(services, merchant, call)
      if (before) return before
      const made = await work(merchant)
      const reply = 'writes' in made ? told(services, await engine.write({ merchant, key: call.key, credential: call.principal.credential, ...made })) : made
      bridge.changed()
      return reply
    })
  }

  function changeRow(call: AnyCall & { params: { id: string } }, work: (row: ConnectionRow) => Promise<Change | Reply>): Promise<Reply> {
    return change(call, async merchant => {
      const row = await rowOf(merchant, call.params.id)
      return row ? work(row) : failure('connection_not_found')
    })
  }

  async function rowOf(merchant: MerchantId, id: string): Promise<ConnectionRow | null> {
    return (await reads.connections(merchant)).find(row => row.id === id) ?? null
  }
}

type Wanted = NonNullable<Call<'updateConnection'>['body']['settings']>

function changed(before: ConnectionSettings, wanted: Wanted): ConnectionSettings {
  const { connect_ms, answer_ms, rate, poll_ms, overlap_ms, buffer_ms, policy, switches } = wanted
  return {
    ...before, connectMs: connect_ms ?? before.connectMs, answerMs: answer_ms ?? before.answerMs, pollMs: poll_ms ?? before.pollMs, overlapMs: overlap_ms ?? before.overlapMs,
    bufferMs: buffer_ms ?? before.bufferMs, rate: rate === undefined ? before.rate : rate && { perSecond: rate.per_second, burst: rate.burst },
    policy: !policy ? before.policy : policy.kind === 'accept_below' ? { kind: policy.kind, below: fromWireInteger(policy.below.value, policy.below.currency)! } : policy,
    switches: { ...before.switches, ...switches },
  }
}

const plain = (url: string): string => new URL(url).href.replace(/\/+$/, '')
