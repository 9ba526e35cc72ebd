// What an acceptance moves, in three lines and what has gone before.

import type { ReactNode } from 'react'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { Money } from '../../ui/money.tsx'

type Context = AnswerOf<'GET /v1/disputes/{id}/context'>

export function MoneyTable({ dispute, context: { accept, fees, payment } }: { dispute: Dispute; context: Context }) {
  const charged = [...fees.kept, ...fees.refundable]
  return (
    <table className="table money-table">
      <caption className="unseen">What it costs</caption>
      <tbody>
        <Line head="Goes to the customer"><Money amount={dispute.amount} /></Line>
        <Line head="Leaves the balance now"><Money amount={accept.debit} /></Line>
        <Line head="Fee, stays charged">{charged.length === 0 ? <span className="soft">none known</span> : charged.map(({ kind, amount }, index) => <div key={index}><Money amount={amount} /> <span className="soft small">{kind}</span></div>)}</Line>
        <Line head="Refunded before" strong={BigInt(payment.refunded.value) > 0n}>{BigInt(payment.refunded.value) > 0n ? <Money amount={payment.refunded} /> : <span className="soft">nothing known</span>}</Line>
      </tbody>
    </table>
  )
}

function Line({ head, strong = false, children }: { head: string; strong?: boolean; children: ReactNode }) {
  return <tr data-tone={strong ? 'bad' : undefined}><th scope="row">{head}</th><td className="end">{children}</td></tr>
}
