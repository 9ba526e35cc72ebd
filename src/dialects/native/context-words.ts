// The sentences that say what a decision would mean. Each fact has its sentence here and nowhere else; none of them is decided here.

import type { Consequences } from '../../core/consequences.ts'
import type { Dispute, Fee } from '../../core/dispute.ts'
import { moneyWords as words, type Money } from '../../core/money.ts'
import type { PaymentSums } from '../../core/payment.ts'
import type { Terms } from '../../core/terms.ts'
import type { WireContext, WireSentence } from './contract/context.ts'

/** `refused` is why it is not possible now, null where it is. `name` is the provider's. */
export type Told = { dispute: Dispute; terms: Terms; means: Consequences; name: string; refused: string | null; twice: boolean }

export function acceptWords(told: Told): WireSentence[] {
  const { dispute: { home }, means, name, refused, twice } = told
  if (refused !== null) return [say('cannot', `It cannot be accepted now. ${refused}`)]
  const moves = means.debit.amount > 0n || means.gone.amount > 0n
  return [
    priceOf(means),
    say('final', `Final once it took effect: ${name} has no way back, and neither has Parley.`),
    say('closes', 'It closes against you, and no evidence can be sent afterwards.'),
    means.undoMs > 0 ? say('undo', 'It can wait in an undo window: until that ends nothing is sent, and whoever may decide can undo it.')
      : say('no_undo', 'The deadline is too near for an undo window: it is sent at once.'),
    ...(home === 'house' ? [] : [say('confirmed_there', `It counts once ${name} has confirmed it. Until then it is on its way, and unknown where no answer comes.`)]),
    ...(means.silence.effect === 'conceded' ? [say('same_as_silence', 'Saying nothing until the deadline ends the same way.')] : []),
    ...(moves ? [say('no_refund_too', 'Do not refund this payment as well: the customer would be paid twice.')] : []),
    ...(twice ? [say('would_pay_twice', 'This payment was given back already. Accepting needs an override with its reason, and goes on the record.')] : []),
    say('revision', 'A note or an assignment makes a new revision: if somebody adds one meanwhile, the acceptance is refused and nothing is sent.'),
  ]
}

function priceOf({ debit, held, gone }: Consequences): WireSentence {
  if (held.amount > 0n) return say('held_is_lost', `The ${words(held)} that is held is gone for good.`)
  if (debit.amount > 0n) return say('debited', `${words(debit)} is taken from the balance.`)
  return gone.amount > 0n ? say('already_taken', `The ${words(gone)} that was taken stays gone; nothing more is taken.`) : say('free', 'No money moves: at this stage accepting costs nothing.')
}

export function contestWords({ means, terms, refused }: Told): WireSentence[] {
  if (refused !== null) return [say('cannot', `It cannot be contested now. ${refused}`)]
  return [
    say('once', 'The defense goes out once: it can neither be amended nor added to.'),
    terms.evidence.statementAlone ? say('statement_alone', 'A statement alone is enough.') : say('evidence_needed', 'At least one piece of evidence is needed.'),
    means.concedeLater ? say('concede_later', 'While it is under review it can still be accepted.') : say('no_concede_later', 'Once it is sent it cannot be accepted any more.'),
    prizeOf(means),
    ...(terms.secondCycle ? [say('second_cycle', 'A further round may follow a win or a loss.')] : []),
  ]
}

function prizeOf({ debit, held, gone }: Consequences): WireSentence {
  if (gone.amount > 0n) return say('win_returns', `A win brings back ${words(gone)}.`)
  if (held.amount > 0n) return say('win_releases', `A win releases the ${words(held)} that is held; a loss costs it.`)
  return debit.amount > 0n ? say('win_spares', `Until it is lost nothing is taken; a loss costs ${words(debit)}.`) : say('nothing_at_stake', 'At this stage no money is at stake.')
}

export function silenceWords({ dispute: { state }, means: { silence, debit, gone }, name }: Told): WireSentence[] {
  switch (silence.effect) {
    case 'free': return [say('free', 'Saying nothing ends it at the deadline, and costs nothing.')]
    case 'conceded': return [say('conceded', `Saying nothing ends it at the deadline as if it were given up: ${words(debit.amount > 0n ? debit : gone)} is lost.`)]
    case 'waits': return [say('waits', `After the deadline it stays open and can no longer be answered, until ${name} says what came of it.`)]
    case 'provider_decides': return [say('provider_decides', `When its time has passed ${name} ends it, usually against you; Parley waits for its word.`)]
    case 'none': return [nothingIsWaitedFor[state] ?? say('closed', 'It is closed.')]
  }
}

export function feeWords({ means: { fees: { kept, refundable } } }: Told): WireSentence[] {
  const lines = [...refundable.map(fee => say('refundable', `The fee of ${feeOf(fee)} is given back by a win and stays charged otherwise.`)), ...kept.map(fee => say('kept', `The fee of ${feeOf(fee)} stays charged, whatever comes.`))]
  return lines.length > 0 ? lines : [say('none', 'No fee is known of.')]
}

export function paymentWords({ refunded, returned, captured, currency }: PaymentSums): WireSentence[] {
  return [
    ...(refunded > 0n ? [say('refunded', `${words({ amount: refunded, currency } as Money)} of this payment was refunded already.`)] : []),
    ...(returned > 0n ? [say('returned', `${words({ amount: returned, currency } as Money)} of it was given back by disputes, or promised to.`)] : []),
    ...(captured === null ? [say('capture_unknown', 'How much was captured is not known, so nothing guards against paying the customer twice.')] : []),
  ]
}

const say = (code: string, text: string): WireContext['accept']['sentences'][number] => ({ code, text })
const feeOf = ({ kind, money }: Fee): string => `${words(money)} (${kind})`

const nothingIsWaitedFor: Partial<Record<Dispute['state'], WireSentence>> = {
  under_review: say('under_review', 'Nothing is expected of you: the other side decides.'),
  accepting: say('on_its_way', 'A decision is on its way.'),
  submitting: say('on_its_way', 'A decision is on its way.'),
}
