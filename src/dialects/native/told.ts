// A dispute of another Parley, read into our words. Forgiving: what is missing or strange becomes nothing, and an unknown state says
// nothing. Pure.

import { isCurrency } from '../../core/currency.ts'
import { dialects, phases, reasonCategories, type Fee, type PaymentRef, type Phase, type Reason } from '../../core/dispute.ts'
import { fromWireInteger, type Money } from '../../core/money.ts'
import type { ReadState } from '../../core/observation.ts'
import { parseInstant } from '../../core/time.ts'
import type { Told, ToldFacts, Word } from '../../engine/upstream.ts'

type Json = Readonly<Record<string, unknown>>

/** `accepting` and `submitting` mean that it is waiting for a provider of its own: nothing has been decided there. */
const states: Readonly<Record<string, ReadState | null>> = {
  needs_response: 'needs_response', under_review: 'under_review', accepted: 'accepted', won: 'won', lost: 'lost', expired: 'expired', withdrawn: 'withdrawn',
  prevented: 'prevented', refunded: 'refunded', accepting: null, submitting: null,
}

/** Null for what is no dispute at all. */
export function toldOf(value: unknown): Told | null {
  const dispute = objectOf(value)
  const id = textOf(dispute?.['id'])
  const state = textOf(dispute?.['state'])
  if (!dispute || !id || !state) return null
  const theirs = objectOf(dispute['theirs'])
  const revision = typeof dispute['revision'] === 'number' ? dispute['revision'] : 0
  return {
    theirId: id, theirs: { status: state, reasonCode: textOf(theirs?.['reason_code']), reasonText: textOf(theirs?.['reason_text']) },
    twin: twinOf(dispute), document: JSON.stringify(value), fingerprint: `${id} ${revision} ${textOf(dispute['updated_at'])}`,
    reading: { state: states[state] ?? null, phase: phaseOf(dispute), respondBy: respondByOf(dispute), judged: judgedOf(dispute), final: objectOf(dispute['resolution'])?.['final'] !== false },
    changedAt: parseInstant(dispute['updated_at']), rank: revision, words: wordsOf(dispute, state), facts: factsOf(dispute),
  }
}

/** What another connection may reach without them: of their own house only what has the id of another provider's. */
function twinOf(dispute: Json): Told['twin'] {
  const [dialect, theirId] = [textOf(dispute['dialect']), textOf(objectOf(dispute['theirs'])?.['id'])]
  if (!isOneOf(dialects, dialect) || !theirId || theirId.length > 500) return null
  return dialect === 'native' && dispute['home'] === 'house' ? null : { dialect, theirId }
}

function wordsOf(dispute: Json, state: string): Word[] {
  const phase = textOf(dispute['phase'])
  const category = textOf(objectOf(dispute['reason'])?.['category'])
  return [
    ...(Object.hasOwn(states, state) ? [] : [{ field: 'state', word: state }]),
    ...(phase && !isOneOf(phases, phase) ? [{ field: 'phase', word: phase }] : []),
    ...(category && !isOneOf(reasonCategories, category) ? [{ field: 'reason.category', word: category }] : []),
  ]
}

function phaseOf(dispute: Json): Phase | null {
  const phase = textOf(dispute['phase'])
  return phase === null ? null : isOneOf(phases, phase) ? phase : 'unknown'
}

/** A deadline that the other side assumes of its own provider binds nobody here either. */
function respondByOf(dispute: Json): Told['reading']['respondBy'] {
  const respondBy = objectOf(dispute['respond_by'])
  const at = parseInstant(respondBy?.['at'])
  const isGuess = respondBy?.['source'] === 'rule' && dispute['home'] !== 'house'
  return at === null ? null : { at, zone: textOf(respondBy?.['zone']), source: isGuess ? 'rule' : 'provider' }
}

function judgedOf(dispute: Json): Money | null {
  return moneyOf(objectOf(dispute['resolution'])?.['judged'])
}

function factsOf(dispute: Json): ToldFacts | null {
  const money = moneyOf(dispute['amount'])
  const openedAt = parseInstant(dispute['opened_at'])
  if (!money || openedAt === null) return null
  const settlement = objectOf(dispute['settlement'])
  const settled = moneyOf(settlement?.['amount'])
  const story = objectOf(dispute['story'])
  return {
    money, settlement: settled && { money: settled, rate: textOf(settlement?.['rate']) }, fees: listOf(dispute['fees']).flatMap(feeOf), reason: reasonOf(dispute),
    payment: paymentOf(objectOf(dispute['payment']) ?? {}), metadata: textsOf(dispute['metadata']), tags: listOf(dispute['tags']).filter(tag => typeof tag === 'string'), openedAt,
    story: story && { text: textOf(story['text']) ?? '', language: textOf(story['language']), customer: textOf(story['customer']) },
  }
}

function reasonOf(dispute: Json): Reason {
  const { category, code, network, network_code } = objectOf(dispute['reason']) ?? {}
  return { category: isOneOf(reasonCategories, category) ? category : 'other', code: textOf(code), network: textOf(network), networkCode: textOf(network_code) }
}

function feeOf(value: unknown): Fee[] {
  const fee = objectOf(value)
  const money = moneyOf(fee?.['amount'])
  return fee && money ? [{ kind: textOf(fee['kind']) ?? 'fee', money, refundable: fee['refundable'] === true }] : []
}

function paymentOf(payment: Json): PaymentRef {
  return {
    id: textOf(payment['id']), order: textOf(payment['order']), paidAt: parseInstant(payment['paid_at']), network: textOf(payment['network']),
    references: textsOf(payment['references']), captured: moneyOf(payment['captured']), refunded: moneyOf(payment['refunded']),
  }
}

function moneyOf(value: unknown): Money | null {
  const money = objectOf(value)
  const currency = textOf(money?.['currency'])
  return money && currency && isCurrency(currency) ? fromWireInteger(money['value'], currency) : null
}

const objectOf = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null)
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(objectOf(value) ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
const isOneOf = <T extends string>(words: readonly T[], word: unknown): word is T => (words as readonly unknown[]).includes(word)
