// What is known of the payment: order, refund, other disputes. A payment that was given back already is said in red, before anybody accepts.

import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { Chip } from '../../ui/chip.tsx'
import { Money } from '../../ui/money.tsx'
import { Time } from '../../ui/time.tsx'
import { reasonWords, statusWords, type Status } from '../../words.ts'
import { isRepeated, repeatedWords } from './repeated.ts'

type Context = AnswerOf<'GET /v1/disputes/{id}/context'>

export function Facts({ dispute, context }: { dispute: Dispute; context: Context | undefined }) {
  const { payment, story, metadata, tags, settlement } = dispute
  return (
    <div className="stack">
      {context && <RefundBox context={context} />}
      <dl className="pairs">
        <Fact what="Customer">{story?.customer && <bdi>{story.customer}</bdi>}</Fact>
        {context && isRepeated(context.earlier.recent) && <Fact what="How often"><Chip tone="warn">{repeatedWords(context.earlier.recent)}</Chip> <span className="soft small">by the customer's name or the payment</span></Fact>}
        <Fact what="Order">{payment.order && <bdi className="mono">{payment.order}</bdi>}</Fact>
        <Fact what="Payment">{payment.id && <bdi className="mono">{payment.id}</bdi>}</Fact>
        <Fact what="Paid">{payment.paid_at && <Time at={payment.paid_at} />}</Fact>
        <Fact what="Captured">{payment.captured && <Money amount={payment.captured} />}</Fact>
        <Fact what="Refunded before">{payment.refunded && <Money amount={payment.refunded} />}</Fact>
        {settlement && <Fact what="In settlement money"><Money amount={settlement.amount} />{settlement.rate && <span className="soft small"> at {settlement.rate}</span>}</Fact>}
        <Fact what="Network">{payment.network && <bdi>{payment.network}</bdi>}</Fact>
        {Object.entries({ ...payment.references, ...metadata }).map(([name, text]) => <Fact key={name} what={<bdi>{name}</bdi>}><bdi>{text}</bdi></Fact>)}
        {tags.length > 0 && <Fact what="Tags">{tags.map(tag => <span key={tag} className="chip"><bdi>{tag}</bdi></span>)}</Fact>}
      </dl>
      {context && <Earlier context={context} />}
    </div>
  )
}

function Fact({ what, children }: { what: ReactNode; children: ReactNode }) {
  return <div><dt>{what}</dt><dd>{children || <span className="soft">not known</span>}</dd></div>
}

function RefundBox({ context: { payment } }: { context: Context }) {
  if (BigInt(payment.refunded.value) === 0n && BigInt(payment.returned.value) === 0n) return null
  return (
    <section className="problem" data-tone="bad" aria-label="Refunded before">
      <h3>Do not accept without looking: this payment was given back already</h3>
      {payment.sentences.map(({ code, text }) => <p key={code}>{text}</p>)}
      <p>Contest with the proof of the refund, or the customer is paid twice.</p>
    </section>
  )
}

function Earlier({ context: { earlier } }: { context: Context }) {
  if (earlier.data.length === 0) return <p className="soft small">No other dispute of this payment or customer is known.</p>
  return (
    <section className="stack">
      <h3>Others of the same payment or customer{!earlier.complete && ' (newest only)'}</h3>
      <ul className="plain-list">
        {earlier.data.map(({ id, amount, category, state, opened_at, same }) => (
          <li key={id}><Link to="/d/$id" params={{ id }} search={{}}><Money amount={amount} /></Link> {reasonWords[category]} · {wordOf(state)} · <Time at={opened_at} /> <span className="soft small">same {same.join(' and ')}</span></li>
        ))}
      </ul>
    </section>
  )
}

const wordOf = (state: Dispute['state']): string => statusWords[(state === 'needs_response' ? 'needs_decision' : state === 'accepting' || state === 'submitting' ? 'sending' : state) satisfies Status].word
