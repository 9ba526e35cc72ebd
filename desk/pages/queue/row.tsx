// One dispute as a row. The whole row is a link; what can be done shows at its end while it has the focus or the pointer.

import { memo, useState, type MouseEvent } from 'react'
import { roleReason } from '../../actions/running.ts'
import { moneyText } from '../../amounts.ts'
import { Countdown } from '../../parts/decision/countdown.tsx'
import { useOthers } from '../../parts/decision/preparing.ts'
import { repeatedWords, type Recent } from '../../parts/dispute/repeated.ts'
import { EvidenceMeter } from '../../parts/evidence/meter.tsx'
import { refusalOf, type Row as RowValue } from '../../parts/rows.ts'
import { SnoozeChip } from '../../parts/snooze/chip.tsx'
import { instantOf, shortTime } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, Deadline, StatusChip } from '../../ui/chip.tsx'
import { copy } from '../../ui/copy.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Money } from '../../ui/money.tsx'
import { answerVerb, conditionWords, dialectWords, phaseWords, reasonWords, statusOf } from '../../words.ts'
import type { Filterable } from './columns.ts'

/** Stays the same object, so that a row that has not changed is not drawn again. */
export type RowDeeds = {
  open(id: string): void; focus(id: string): void; toggle(id: string, extend: boolean): void
  accept(ids: readonly string[]): void; contest(id: string): void; note(id: string): void; assign(ids: readonly string[]): void; assignMe(ids: readonly string[]): void; snooze(ids: readonly string[]): void
}
type RowProps = { row: RowValue; repeat: Recent | undefined; at: number; start: number; size: number; active: boolean; selected: boolean; fresh: boolean; column: Filterable | null; deeds: RowDeeds }

export const hrefOf = (id: string): string => `${import.meta.env.BASE_URL}d/${id}`
export const placed = (start: number, size: number) => ({ position: 'absolute' as const, insetInline: 0, insetBlockStart: 0, blockSize: size, transform: `translateY(${start}px)` })
export const rowElementId = (id: string): string => `row-${id}`

export const Row = memo(function Row({ row, repeat, at, start, size, active, selected, fresh, column, deeds }: RowProps) {
  const [hovered, setHovered] = useState(false)
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    deeds.open(row.id)
  }
  return (
    <div role="row" className="row" style={placed(start, size)} aria-rowindex={at + 2} aria-selected={selected} data-active={active || undefined} data-column={(active && column) || undefined} onPointerEnter={() => setHovered(true)} onPointerLeave={() => setHovered(false)}>
      <span role="cell" className="cell" data-col="select">
        <input type="checkbox" checked={selected} tabIndex={active ? 0 : -1} aria-label={`Select ${row.theirs.id}`} onChange={() => {}} onClick={event => deeds.toggle(row.id, event.shiftKey)} />
      </span>
      <span role="cell" className="cell" data-col="deadline">{row.respond_by ? <Deadline at={row.respond_by.at} zone={row.respond_by.zone} source={row.respond_by.source} /> : <span className="soft">No deadline</span>}</span>
      <span role="cell" className="cell end" data-col="amount"><AmountCell row={row} /></span>
      <span role="cell" className="cell" data-col="claim">
        <span className="claim">
          <a id={rowElementId(row.id)} data-row className="row-link clip" href={hrefOf(row.id)} tabIndex={active ? 0 : -1} aria-label={`${reasonWords[row.reason.category]}, ${moneyText(row.amount)}, ${row.theirs.id}`} onClick={open} onFocus={() => deeds.focus(row.id)}>{reasonWords[row.reason.category]}</a>
          {fresh && <Chip tone="info">New</Chip>}
          <Others row={row} />
        </span>
        <span className="second clip small soft">{repeat && <span className="repeated narrow">{repeatedWords(repeat)} </span>}<bdi>{row.story?.text ?? row.theirs.reason_text ?? row.reason.code ?? ''}</bdi></span>
      </span>
      <span role="cell" className="cell" data-col="customer"><bdi className="clip">{row.story?.customer ?? '—'}</bdi><span className="clip small">{repeat && <span className="repeated">{repeatedWords(repeat)} </span>}<bdi className="second soft">{row.order ?? row.theirs.id}</bdi></span></span>
      <span role="cell" className="cell" data-col="where"><span className="clip">{dialectWords[row.dialect]}</span>{row.home !== 'house' && <span className="second clip small soft">connected</span>}</span>
      <span role="cell" className="cell clip" data-col="stage">{phaseWords[row.phase]}</span>
      <span role="cell" className="cell" data-col="evidence"><EvidenceMeter of={row} /></span>
      <span role="cell" className="cell" data-col="owner"><OwnerRing row={row} /></span>
      <span role="cell" className="cell" data-col="status"><StatusCell row={row} /></span>
      {(active || hovered) && <RowActions row={row} tabbable={active} deeds={deeds} />}
    </div>
  )
})

/** Advice, not a lock. */
function Others({ row }: { row: RowValue }) {
  const [other] = useOthers(row)
  return other ? <Chip tone="warn" title={`since ${shortTime(instantOf(other.since))}`}><bdi>{other.who.name}</bdi> is deciding</Chip> : null
}

function AmountCell({ row: { amount, fees, captured } }: { row: RowValue }) {
  const [fee] = fees
  const isPart = captured !== null && captured.currency === amount.currency && captured.value > amount.value
  return (
    <>
      <Money amount={amount} />
      {(fee || isPart) && <span className="second small soft">{fee ? <>+ <Money amount={fee.amount} /> fee</> : <>of <Money amount={captured!} /></>}</span>}
    </>
  )
}

/** What waits counts down; what the provider's side is about stands beneath. */
function StatusCell({ row }: { row: RowValue }) {
  const [condition] = row.conditions ?? []
  return (
    <>
      {row.act?.state === 'pending' ? <Chip tone="warn"><Countdown dueAt={row.act.due_at} /></Chip> : <SnoozeChip snoozed={row.snoozed}><StatusChip status={statusOf(row)} theirs={row.theirs.status} /></SnoozeChip>}
      {condition && <span className="second clip small" title={row.conditions!.map(({ detail }) => detail).join(' ')}>{row.conditions!.map(({ code }) => conditionWords[code]).join(', ')}</span>}
    </>
  )
}

function OwnerRing({ row: { owner } }: { row: RowValue }) {
  return owner ? <span className="initials" data-text={owner.name.slice(0, 2)} title={owner.name}><span className="unseen">{owner.name}</span></span> : <span className="initials" data-none title="Nobody's"><span className="unseen">Nobody</span></span>
}

function RowActions({ row, tabbable, deeds }: { row: RowValue; tabbable: boolean; deeds: RowDeeds }) {
  const role = roleReason('operator')
  const tab = tabbable ? 0 : -1
  return (
    <span role="cell" className="row-actions">
      <Button size="small" tabIndex={tab} reason={role ?? refusalOf(row.can?.accept)} reasonHidden onClick={() => deeds.accept([row.id])}>Accept…</Button>
      <Button size="small" tabIndex={tab} reason={role ?? refusalOf(row.can?.submit)} reasonHidden onClick={() => deeds.contest(row.id)}>{answerVerb(row.phase)}</Button>
      <Button size="small" tabIndex={tab} reason={role} reasonHidden onClick={() => deeds.assign([row.id])}>Assign</Button>
      <Menu
        label="More" button="⋯" size="small" tabIndex={tab}
        items={[
          { label: 'Open', keys: 'o', run: () => deeds.open(row.id) }, { label: 'Write a note', keys: 'n', reason: role, run: () => deeds.note(row.id) },
          { label: 'Assign to me', keys: 'Shift+I', reason: role, run: () => deeds.assignMe([row.id]) },
          { label: 'Snooze…', keys: 'h', reason: role ?? refusalOf(row.can?.add_evidence), run: () => deeds.snooze([row.id]) },
          { label: 'Copy the reference', keys: 'y', run: () => void copy(row.theirs.id) }, { label: 'Copy the link', keys: 'Shift+Y', run: () => void copy(location.origin + hrefOf(row.id)) },
        ]}
      />
    </span>
  )
}
