// Gathers what somebody wants to know before deciding: the terms, the payment, and disputes like this one. Each look behind it is
// bounded, and it decides nothing.

import { consequencesOf, type Consequences } from '../../../core/consequences.ts'
import { isAssumed, warningBefore } from '../../../core/deadline.ts'
import type { Dispute } from '../../../core/dispute.ts'
import type { MerchantId } from '../../../core/ids.ts'
import { returnedBy, wouldPayTwice } from '../../../core/payment.ts'
import type { Terms } from '../../../core/terms.ts'
import type { Instant } from '../../../core/time.ts'
import type { Held, Payment } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { acceptWords, contestWords, feeWords, paymentWords, silenceWords, type Told } from '../context-words.ts'
import type { WireContext } from '../contract/context.ts'
import type { WireDispute } from '../contract/dispute.ts'
import { viewOf } from '../possible.ts'
import { instantText, toWireFee, toWireMoney, toWireSum } from '../translate.ts'
import { merchantOf, type Part } from './call.ts'
import { earlierOf, recordOf } from './context-others.ts'
import { failure, json } from './reply.ts'

export function contextCalls(services: Services): Part<'getContext'> {
  return {
    async getContext(call) {
      const merchant = merchantOf(call)
      const held = await services.engine.reads.dispute(merchant, call.params.id)
      return held ? json(200, await contextOf(services, merchant, held)) : failure('dispute_not_found')
    },
  }
}

async function contextOf(services: Services, merchant: MerchantId, { dispute, paymentId }: Held): Promise<WireContext> {
  const { engine: { reads, world, termsOf } } = services
  const now = world.now()
  const [payment, earlier, record] = await Promise.all([
    reads.payment(merchant, paymentId), earlierOf(reads, dispute, paymentId), recordOf(reads, dispute, now),
  ])
  return { ...ownContext(services, dispute, termsOf(dispute.dialect), now, payment!), earlier, record }
}

function ownContext({ provider }: Services, dispute: Dispute, terms: Terms, now: Instant, payment: Payment): Omit<WireContext, 'earlier' | 'record'> {
  const means = consequencesOf(dispute, terms, now)
  const { accept, submit } = viewOf(dispute, terms, now).can!
  const { name, accept: theirs } = provider(dispute.dialect)
  const told = (possible: Allowed): Told => ({ dispute, terms, means, name: dispute.dialect === 'native' ? 'the provider' : name, refused: possible === true ? null : possible.why, twice: wouldPayTwice(payment, dispute.money) !== null })
  return {
    dispute: dispute.id, revision: dispute.revision, at: instantText(now), provider: { dialect: dispute.dialect, name, accept: theirs },
    accept: {
      possible: accept, until: untilOf(accept, means), final: true, undo: { seconds: accept === true ? Math.floor(means.undoMs / 1000) : 0, by: 'whoever may decide' },
      debit: toWireMoney(means.debit), sentences: acceptWords(told(accept)),
    },
    contest: { possible: submit, until: untilOf(submit, means), concede_later: means.concedeLater, sentences: contestWords(told(submit)) },
    silence: { effect: means.silence.effect, at: means.silence.at === null ? null : instantText(means.silence.at), sentences: silenceWords(told(true)) },
    fees: { kept: means.fees.kept.map(fee => toWireFee(fee, false)), refundable: means.fees.refundable.map(fee => toWireFee(fee, false)), sentences: feeWords(told(true)) },
    evidence: evidenceOf(dispute, terms, means), deadline: deadlineOf(dispute), payment: paymentOf(dispute, payment),
  }
}

type Allowed = NonNullable<WireDispute['can']>['accept']

const untilOf = (possible: Allowed, { until }: Consequences): string | null => (possible === true && until !== null ? instantText(until) : null)

function evidenceOf({ evidence }: Dispute, { evidence: limits }: Terms, { evidenceAfter }: Consequences): WireContext['evidence'] {
  const files = evidence.filter(({ kind }) => kind === 'file')
  return {
    files: limits.files, file_bytes: limits.fileBytes, total_bytes: limits.totalBytes, types: [...limits.types], text_length: limits.textLength,
    statement_alone: limits.statementAlone, after_accept: evidenceAfter.accept, after_submit: evidenceAfter.submit,
    used: { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0), texts: evidence.length - files.length },
  }
}

function deadlineOf(dispute: Dispute): WireContext['deadline'] {
  const { respondBy, bufferMs } = dispute
  if (!respondBy) return null
  const buffer = bufferMs ?? warningBefore
  return {
    at: instantText(respondBy.at), zone: respondBy.zone, source: respondBy.source, binding: !isAssumed(dispute),
    buffer: { seconds: buffer / 1000, source: bufferMs === undefined ? 'usual' : 'connection', at: buffer > 0 ? instantText(respondBy.at - buffer) : null },
  }
}

function paymentOf(dispute: Dispute, { currency, captured, refunded, returned }: Payment): WireContext['payment'] {
  const others = returned - (dispute.money.currency === currency ? returnedBy(dispute) : 0n)
  const sum = (amount: bigint) => toWireSum(amount, currency)
  return {
    id: dispute.payment.id, captured: captured === null ? null : sum(captured), refunded: sum(refunded), returned: sum(others),
    left: captured === null ? null : sum(captured - refunded - returned), sentences: paymentWords({ currency, captured, refunded, returned: others }),
  }
}
