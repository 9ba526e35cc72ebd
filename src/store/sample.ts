// Rows for the stores' tests: small, valid, and different where the test says so.

import type { Dispute, State } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import { snoozeMargin } from '../core/snooze.ts'
import type { Instant } from '../core/time.ts'
import { rowOf } from '../engine/row.ts'
import type { Ask, Tables, Write } from '../engine/store.ts'

export const merchantA = 'mch_a' as MerchantId
export const merchantB = 'mch_b' as MerchantId

let asked = 0
export function askOf(merchant: string, over: Partial<Ask> = {}): Ask {
  return { batch: `batch_${process.pid}_${++asked}`, merchant, at: 1000, disputes: [], payments: [], keys: [], credentials: [], ...over }
}

export type Sample = {
  merchant?: MerchantId; state?: State; respondBy?: Instant | null; openedAt?: Instant; revision?: number; cycle?: number; amount?: bigint
  currency?: string; theirId?: string; tags?: string[]; dialect?: Dispute['dialect']; phase?: Dispute['phase']; category?: Dispute['reason']['category']
  payment?: string; evidence?: object[]; owner?: string | null; snoozedUntil?: Instant
}

export const idOf = (name: string): DisputeId => `dsp_${name}` as DisputeId

export function disputeOf(name: string, over: Sample = {}): Dispute {
  const { merchant = merchantA, state = 'needs_response', respondBy = 5000, openedAt = 1000, revision = 1, cycle = 0, amount = 12_000n } = over
  return {
    id: idOf(name), merchant, home: 'house', dialect: over.dialect ?? 'omise', cycle, openedAt, updatedAt: openedAt, revision, state,
    theirs: { id: over.theirId ?? `their_${name}`, status: 'open', reasonCode: null, reasonText: 'Goods never came' },
    money: { amount, currency: over.currency ?? 'THB' }, settlement: null, fees: [],
    reason: { category: over.category ?? 'fraud', code: null, network: null, networkCode: null }, phase: over.phase ?? 'chargeback',
    payment: { id: over.payment ?? `pay_${name}`, order: null, paidAt: null, network: null, references: {}, captured: null, refunded: null },
    story: null, respondBy: respondBy === null ? null : { at: respondBy, zone: null, source: 'rule' }, warnedFor: null, evidence: over.evidence ?? [],
    books: { held: 9007199254740993n, gone: 0n }, metadata: { amount: '1', currency: 'x' }, tags: over.tags ?? [], ...(over.owner && { owner: { id: over.owner, name: 'Mina' } }), ...(over.snoozedUntil && { bufferMs: -snoozeMargin, snoozed: { until: over.snoozedUntil, at: 1, by: null } }), observed: null, pending: null,
  } as unknown as Dispute
}

export function rowFor(name: string, over: Sample = {}): Tables['dispute'] {
  const dispute = disputeOf(name, over)
  const wakeAt = dispute.state === 'needs_response' ? dispute.respondBy?.at ?? null : null
  return rowOf(dispute, `chain_${dispute.revision}`, dispute.payment.id ?? '', wakeAt)
}

export const merchantRow = (merchant: string): Tables['merchant'] => ({ merchant, name: 'Café', createdAt: 1, body: '{}' })

export function paymentRow(id: string, over: Partial<Tables['payment']> = {}): Tables['payment'] {
  return { merchant: merchantA, id, currency: 'THB', captured: null, refunded: 0n, returned: 0n, overridden: 0, ...over }
}

/** Disputes with their payments, ready to be opened. */
export function opened(...rows: Tables['dispute'][]): Write[] {
  const payments = rows.map(({ merchant, payment, currency }) => paymentRow(payment, { merchant, currency }))
  return [{ table: 'payment', rows: [...new Map(payments.map((row) => [row.id, row])).values()] }, { table: 'dispute', rows }]
}

export function eventRow(dispute: string, seq: number, over: Partial<Tables['event']> = {}): Tables['event'] {
  return {
    merchant: merchantA, dispute, seq, id: `evt_${dispute}_${seq}`, kind: 'opened', cycle: 0, act: null, at: 1000 + seq, body: '{}',
    prev: `h${seq - 1}`, hash: `h${seq}`, ...over,
  }
}

export function postingRow(dispute: string, seq: number, leg: number, over: Partial<Tables['posting']> = {}): Tables['posting'] {
  return {
    merchant: merchantA, dispute, seq, leg, code: 'hold', dialect: 'omise', fromAccount: 'available', toAccount: 'held', currency: 'THB',
    amount: 9007199254740993n, at: 1000 + seq, ...over,
  }
}

export function noticeRow(id: string, over: Partial<Tables['notice']> = {}): Tables['notice'] {
  return { merchant: merchantA, id, dispute: 'dsp_1', seq: 1, kind: 'dispute.opened', dialect: 'omise', at: 1000, position: null, body: '{}', ...over }
}

export function endpointRow(id: string, over: Partial<Tables['endpoint']> = {}): Tables['endpoint'] {
  return {
    merchant: merchantA, id, dialect: 'native', url: 'http://127.0.0.1/', kinds: '*', sealed: 's', createdAt: 1, disabledAt: null, body: '{}', ...over,
  }
}

export function credentialRow(id: string, over: Partial<Tables['credential']> = {}): Tables['credential'] {
  return {
    merchant: merchantA, id, dialect: 'native', scope: 'decide', lookup: `lookup_${id}`, seeAll: 0, public: '{}', sealed: null, createdAt: 1,
    expiresAt: null, revokedAt: null, ...over,
  }
}

export const holderRow = (lookup: string, owner: string): Tables['holder'] => ({ merchant: '', lookup, owner })

export function keyRow(key: string, over: Partial<Tables['idempotency']> = {}): Tables['idempotency'] {
  return { merchant: merchantA, principal: 'key_1', key, fingerprint: 'f', answer: '{"status":200}', at: 1000, ...over }
}

export function attemptRow(delivery: string, number: number, over: Partial<Tables['attempt']> = {}): Tables['attempt'] {
  return { merchant: merchantA, delivery, number, at: 3000, tookMs: 12, status: 500, error: null, answer: 'no', ...over }
}

export function deliveryRow(id: string, notice: string, over: Partial<Tables['delivery']> = {}): Tables['delivery'] {
  return {
    merchant: merchantA, id, notice, endpoint: 'whk_1', state: 'pending', attempts: 0, dueAt: 5000, leaseUntil: 0, fence: 0, lastStatus: null,
    updatedAt: 1, ...over,
  }
}

export function connectionRow(id: string, over: Partial<Tables['connection']> = {}): Tables['connection'] {
  return {
    merchant: merchantA, id, dialect: 'omise', name: 'Main', url: 'https://api.example', sealed: 's', state: 'active', createdAt: 1, updatedAt: 1, body: '{}', ...over,
  }
}

export function pollRow(connection: string, over: Partial<Tables['poll']> = {}): Tables['poll'] {
  return {
    merchant: merchantA, connection, dueAt: 5000, leaseUntil: 0, fence: 0, cursor: 'c', since: 4, beganAt: 1, endedAt: 2, failures: 0, body: '{}', ...over,
  }
}

export function errandRow(act: string, over: Partial<Tables['errand']> = {}): Tables['errand'] {
  return {
    merchant: merchantA, act, dispute: 'dsp_1', connection: 'con_1', kind: 'accept', stage: 'queued', attempts: 0, fence: 0, leaseUntil: 0, dueAt: 5000,
    madeAt: 1, askedAt: null, unknownAt: null, alarmedAt: null, looks: 0, last: null, progress: '{}', ...over,
  }
}

export function askingRow(act: string, number: number, over: Partial<Tables['asking']> = {}): Tables['asking'] {
  return { merchant: merchantA, act, number, part: 'began', fence: 1, at: 3000, outcome: null, code: null, status: null, request: null, answer: null, ...over }
}

export function personRow(id: string, over: Partial<Tables['person']> = {}): Tables['person'] {
  return { merchant: merchantA, id, name: 'Mina', lookup: `lookup_${id}`, role: 'operator', password: 'scrypt$', revision: 1, createdAt: 1, updatedAt: 1, disabledAt: null, ...over }
}

export function sessionRow(id: string, over: Partial<Tables['session']> = {}): Tables['session'] {
  return { merchant: merchantA, id, person: 'usr_1', revision: 1, createdAt: 1000, seenAt: 1000, expiresAt: 9000, body: '{}', ...over }
}

export function preparingRow(dispute: string, person: string, over: Partial<Tables['preparing']> = {}): Tables['preparing'] {
  return { merchant: merchantA, dispute: idOf(dispute), person, name: 'Mina', kind: 'accept', since: 1000, until: 46_000, ...over }
}

export function savedViewRow(id: string, place: number, over: Partial<Tables['saved_view']> = {}): Tables['saved_view'] {
  return { merchant: merchantA, person: 'usr_1', id, place, name: `View ${place}`, view: 'all', filter: 'provider:omise', createdAt: 1, updatedAt: 1, ...over }
}

/** One row for every table that a batch may write, all of them new. */
export function oneOfEach(): Write[] {
  return [
    { table: 'merchant', rows: [merchantRow('mch_a')] }, { table: 'credential', rows: [credentialRow('key_1')] },
    { table: 'holder', rows: [holderRow('lookup_1', merchantA)] },
    ...opened(rowFor('1')), { table: 'event', rows: [eventRow('dsp_1', 1)] }, { table: 'posting', rows: [postingRow('dsp_1', 1, 0)] },
    { table: 'balance', rows: [{ merchant: merchantA, dialect: 'omise', account: 'held', currency: 'THB', amount: 9007199254740993n }] },
    { table: 'endpoint', rows: [endpointRow('whk_1')] }, { table: 'notice', rows: [noticeRow('ntc_1')] },
    { table: 'idempotency', rows: [keyRow('k1')] },
    { table: 'file', rows: [{ merchant: merchantA, id: 'evd_1', dispute: 'dsp_1', digest: 'd', type: 'image/png', size: 4, at: 1, bytes: new Uint8Array([0, 255, 10, 92]) }] },
    { table: 'raw', rows: [{ merchant: merchantA, id: 'raw_1', dispute: 'dsp_1', source: 'poll', at: 1, hash: 'h', body: '{"a":"\\\\\\"{}é,NULL"}' }] },
    { table: 'connection', rows: [connectionRow('con_1')] }, { table: 'poll', rows: [pollRow('con_1')] }, { table: 'errand', rows: [errandRow('act_1')] },
    { table: 'asking', rows: [askingRow('act_1', 1)] }, { table: 'word', rows: [{ merchant: merchantA, connection: 'con_1', field: 'status', word: 'odd', amount: 3n }] },
    { table: 'twin', rows: [{ merchant: merchantA, dialect: 'omise', theirId: 'their_1', dispute: 'dsp_1' }] },
    { table: 'person', rows: [personRow('usr_1')] }, { table: 'session', rows: [sessionRow('hash_1')] },
    { table: 'preparing', rows: [preparingRow('1', 'usr_1')] }, { table: 'saved_view', rows: [savedViewRow('viw_1', 1)] },
    { table: 'setting', rows: [{ merchant: '', name: 'colour', value: 'green' }] },
  ]
}
