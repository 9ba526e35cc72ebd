// Takes the place of the filter while rows are selected. Sums stand by currency. Contesting is not offered here: evidence is per dispute.

import { roleReason } from '../../actions/running.ts'
import { amountText, sumsOf } from '../../amounts.ts'
import { csvText, saveCsv } from '../../csv.ts'
import type { Row } from '../../parts/rows.ts'
import { Button } from '../../ui/button.tsx'
import { Sums } from '../../ui/money.tsx'
import { dialectWords, phaseWords, statusOf, statusWords } from '../../words.ts'
import type { RowDeeds } from './row.tsx'

export function BulkBar({ rows, deeds, onClear }: { rows: readonly Row[]; deeds: RowDeeds; onClear(): void }) {
  const ids = rows.map(({ id }) => id)
  const role = roleReason('operator')
  return (
    <section className="filter-line bulk" aria-label="Selection">
      <strong role="status">{rows.length} selected</strong>
      <span><Sums amounts={sumsOf(rows.map(({ amount }) => amount))} /></span>
      <Button size="small" reason={role} reasonHidden onClick={() => deeds.assign(ids)}>Assign</Button>
      <Button size="small" reason={role} reasonHidden onClick={() => deeds.snooze(ids)}>Snooze</Button>
      <Button size="small" onClick={() => saveCsv('disputes.csv', csvOf(rows))}>Export</Button>
      <Button size="small" reason={role} reasonHidden onClick={() => deeds.accept(ids)}>Accept…</Button>
      <Button size="small" kind="plain" onClick={onClear}>Clear</Button>
    </section>
  )
}

function csvOf(rows: readonly Row[]): string {
  return csvText(
    ['id', 'provider', 'provider_id', 'status', 'stage', 'reason', 'amount', 'currency', 'respond_by', 'customer', 'order', 'owner', 'snoozed_until'],
    rows.map(row => [row.id, dialectWords[row.dialect], row.theirs.id, statusWords[statusOf(row)].word, phaseWords[row.phase], row.reason.category, amountText(row.amount).replaceAll(',', ''), row.amount.currency, row.respond_by?.at ?? null, row.story?.customer ?? null, row.order, row.owner?.name ?? null, row.snoozed?.until ?? null]),
  )
}
