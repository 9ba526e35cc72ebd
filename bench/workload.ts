// The work that is measured: one dispute as it is opened, and its acceptance under a key with a printed answer. Every id holds the
// dispute's number in 24 digits, so that rows of one dispute become rows of another by replacing digits.

import { openStates } from '../src/core/dispute.ts'
import type { Actor } from '../src/core/dispute.ts'
import type { ActId, DisputeId, Ids, MerchantId } from '../src/core/ids.ts'
import { isRefusal } from '../src/core/refusal.ts'
import { bodyOf } from '../src/engine/row.ts'
import type { Performance } from '../src/engine/perform.ts'

export const digitsOf = (number: number): string => String(number).padStart(24, '0')
/** Stands where the number goes. */
export const marker = '070605040302010000000007'
export const disputeIdOf = (digits: string): DisputeId => `dsp_${digits}00`
export const merchantIdOf = (number: number): MerchantId => `mch_${digitsOf(number)}00`

const day = 86_400_000
export const openedAt = Date.now() - day
export const dueAt = openedAt + 30 * day

/** Ids of the template: the marker, and a count so that no two are alike. */
export function markedIds(): Ids {
  let count = 0
  return { next: prefix => `${prefix}_${marker}${String(++count % 100).padStart(2, '0')}` as never }
}

const by: Actor = { kind: 'key', id: 'key_bench', surface: 'native', request: 'req_bench' }
const usd = (amount: bigint): { amount: bigint; currency: 'USD' } => ({ amount, currency: 'USD' })

export function opening(merchant: MerchantId): Performance {
  const id = disputeIdOf(marker)
  return {
    merchant, dispute: id,
    command: {
      kind: 'open', by, opening: {
        id, merchant, home: 'house', dialect: 'native', theirs: { id: `case-${marker}`, status: 'open', reasonCode: '10.4', reasonText: 'Card absent fraud' },
        money: usd(12_000n), settlement: null, fees: [{ kind: 'dispute', money: usd(1500n), refundable: true }],
        reason: { category: 'fraud', code: '10.4', network: 'visa', networkCode: '10.4' }, phase: 'chargeback',
        payment: {
          id: `pay-${marker}`, order: `order-${marker}`, paidAt: openedAt - 20 * day, network: 'visa', references: { arn: marker },
          captured: usd(12_000n), refunded: usd(0n),
        },
        story: { text: 'I did not make this purchase and do not know the shop.', language: 'en', customer: 'Ann Other' },
        respondBy: { at: dueAt, zone: null, source: 'provider' }, metadata: { channel: 'web' }, tags: ['bench'], openedAt,
      },
    },
  }
}

export function acceptance(merchant: MerchantId, digits: string): Performance {
  const id = disputeIdOf(digits)
  return {
    merchant, dispute: id, credential: 'key_bench',
    key: { principal: 'key_bench', key: `accept-${id}`, fingerprint: 'f'.repeat(64) },
    command: { kind: 'accept', by, act: `act_${digits}00` as ActId, reason: 'customer_is_right', note: 'Seen by the desk.', holdMs: 0, expect: { revision: 1 }, override: null },
    render: outcome => (isRefusal(outcome) ? { status: 409, headers: {}, body: outcome.refused } : { status: 200, headers, body: bodyOf(outcome.dispute) }),
  }
}

const headers = { 'content-type': 'application/json' }

export const openList = openStates.map(state => `'${state}'`).join(', ')
