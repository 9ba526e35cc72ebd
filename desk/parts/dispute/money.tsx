// The postings of a dispute: what moved, when and from where to where, and the fees beside them.

import { useQuery } from '@tanstack/react-query'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Money as Amount } from '../../ui/money.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'

type Posting = AnswerOf<'GET /v1/disputes/{id}/postings'>['data'][number]

const accounts: Record<Posting['from'], string> = { available: 'Balance', held: 'Held', clearing: 'Network', fees: 'Fees' }

export function Money({ dispute: { id, fees } }: { dispute: Dispute }) {
  const { data, error, refetch } = useQuery(get('GET /v1/disputes/{id}/postings', { params: { id }, query: { limit: '100' } }))
  if (error) return <Problem error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  return (
    <div className="stack">
      <DataTable
        caption="Ledger lines" captionHidden rows={data.data} rowKey={({ seq, leg }) => `${seq}.${leg}`} none="No money has moved."
        columns={[
          { head: 'When', cell: ({ at }) => <Time at={at} /> },
          { head: 'What', cell: ({ code }) => code.replaceAll('_', ' ') },
          { head: 'From → to', cell: ({ from, to }) => `${accounts[from]} → ${accounts[to]}` },
          { head: 'Amount', end: true, cell: ({ amount, from, to }) => <Amount amount={signed(amount, from, to)} sign={to === 'available'} /> },
        ]}
      />
      {data.next_cursor && <p className="soft small">The first 100 lines.</p>}
      {fees.length > 0 && <ul className="plain-list" aria-label="Fees">{fees.map(({ kind, amount, refundable, returned }, index) => <li key={index}><Amount amount={amount} /> <bdi>{kind}</bdi> <span className="soft small">{returned ? 'given back' : refundable ? 'given back by a win' : 'stays charged'}</span></li>)}</ul>}
    </div>
  )
}

/** As the merchant's balance sees it. */
function signed(amount: Posting['amount'], from: Posting['from'], to: Posting['to']) {
  return from === 'available' && to !== 'available' ? { ...amount, value: -BigInt(amount.value) } : amount
}
