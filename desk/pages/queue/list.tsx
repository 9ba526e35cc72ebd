// The list itself: only what is to be seen is drawn, whatever its length. Headings of groups stay at the top while their rows pass.

import { defaultRangeExtractor, useVirtualizer, type Range, type Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useDensity } from '../../parts/theme.ts'
import { useMedia } from '../../ui/media.ts'
import { columns, columnWords, type Filterable } from './columns.ts'
import { groupWords, type Item } from './groups.ts'
import { useRepeats } from './repeats.ts'
import { placed, Row, rowElementId, type RowDeeds } from './row.tsx'

type ListProps = {
  items: readonly Item[]; active: string | null; selected: ReadonlySet<string>; fresh: ReadonlySet<string>; column: Filterable | null; deeds: RowDeeds
  isMore: boolean; isLoadingMore: boolean; onEnd(): void
  /** Counts up whenever the active row should have the focus. */
  focusTurn: number
}

const groupHeight = 32
const nearEnd = 20

export function List({ items, active, selected, fresh, column, deeds, isMore, isLoadingMore, onEnd, focusTurn }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight()
  const groups = useMemo(() => items.flatMap((item, at) => (item.kind === 'group' ? [at] : [])), [items])
  const activeAt = useMemo(() => items.findIndex(item => item.kind === 'row' && item.row.id === active), [items, active])
  const shown = useCallback((range: Range) => withKept(range, stickyOf(groups, range.startIndex), activeAt), [groups, activeAt])
  // Both stay the same as long as the list does: a new one makes it measure every row anew.
  const estimateSize = useCallback((at: number) => (items[at]?.kind === 'group' ? groupHeight : rowHeight), [items, rowHeight])
  const getItemKey = useCallback((at: number) => keyOf(items[at]!), [items])
  const virtual = useVirtualizer({
    count: items.length, getScrollElement: () => scroller.current, estimateSize, overscan: 12, rangeExtractor: shown, getItemKey, scrollPaddingStart: groups.length > 0 ? groupHeight : 0,
  })
  useEffect(() => virtual.measure(), [rowHeight, virtual])
  const wanted = useRef(false)
  useEffect(() => {
    if (focusTurn === 0 || activeAt < 0) return
    wanted.current = true
    if (!isInSight(virtual, activeAt)) virtual.scrollToIndex(activeAt, { align: 'auto' })
  }, [focusTurn])
  // A row can take the focus only once it is drawn, which may be a turn later.
  useEffect(() => {
    const element = wanted.current && active !== null ? document.getElementById(rowElementId(active)) : null
    if (!element) return
    wanted.current = false
    element.focus({ preventScroll: true })
  })
  const height = virtual.getTotalSize()
  // The headings of the columns stand above the rows also where a scrollbar takes its place from those.
  useEffect(() => { const { current } = scroller; current?.parentElement?.style.setProperty('--scrollbar', `${current.offsetWidth - current.clientWidth}px`) }, [height, virtual.scrollRect?.height])
  const drawn = virtual.getVirtualItems()
  const repeats = useRepeats(items, virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 0)
  const lastDrawn = drawn.at(-1)?.index ?? 0
  useEffect(() => { if (isMore && !isLoadingMore && lastDrawn >= items.length - nearEnd) onEnd() }, [isMore, isLoadingMore, lastDrawn, items.length, onEnd])
  const sticky = stickyOf(groups, virtual.range?.startIndex ?? 0)
  return (
    <div role="table" className="list" aria-label="Disputes" aria-rowcount={isMore ? -1 : items.length - groups.length + 1}>
      <Head />
      <div className="list-scroll" role="rowgroup" ref={scroller}>
        <div className="list-inner" role="presentation" style={{ blockSize: height }}>
          {drawn.map(({ index, start, size, key }) => {
            const item = items[index]!
            if (item.kind === 'group') return <GroupHead key={key} item={item} start={start} isSticky={index === sticky} more={isMore && index === groups.at(-1)} />
            const { row } = item
            const isActive = row.id === active
            return <Row key={key} row={row} repeat={repeats.get(row.id)} at={item.index} start={start} size={size} active={isActive || (activeAt < 0 && item.index === 0)} selected={selected.has(row.id)} fresh={fresh.has(row.id)} column={isActive ? column : null} deeds={deeds} />
          })}
        </div>
        {isLoadingMore && <p className="soft list-more" role="status">Loading more…</p>}
      </div>
    </div>
  )
}

function Head() {
  return (
    <div role="rowgroup"><div role="row" className="row row-head" aria-rowindex={1}>
      {columns.map(name => <span key={name} role="columnheader" className={name === 'amount' ? 'cell end' : 'cell'} data-col={name}>{name === 'select' || name === 'owner' ? <span className="unseen">{columnWords[name]}</span> : columnWords[name]}</span>)}
    </div></div>
  )
}

function GroupHead({ item: { group, count }, start, isSticky, more }: { item: Extract<Item, { kind: 'group' }>; start: number; isSticky: boolean; more: boolean }) {
  return (
    <div role="row" className="group" data-group={group} style={isSticky ? { position: 'sticky', insetBlockStart: 0, blockSize: groupHeight } : placed(start, groupHeight)}>
      <span role="cell" aria-colspan={columns.length}><span className="group-word">{groupWords[group]}</span> <span className="soft small">{count}{more && '+'}</span></span>
    </div>
  )
}

/** By what is known already: asking the page for its size makes it lay everything out at every key. */
function isInSight({ measurementsCache, scrollOffset, scrollRect }: Virtualizer<HTMLDivElement, Element>, at: number): boolean {
  const place = measurementsCache[at]
  return place !== undefined && scrollOffset !== null && scrollRect !== null && place.start >= scrollOffset + groupHeight && place.end <= scrollOffset + scrollRect.height
}

const keyOf = (item: Item): string => (item.kind === 'group' ? `group ${item.group}` : item.row.id)

/** The last heading at or above what is seen first. */
const stickyOf = (groups: readonly number[], first: number): number => groups.findLast(at => at <= first) ?? groups[0] ?? -1

/** The heading on top and the row with the focus are drawn wherever they are, or the focus would be lost. */
function withKept(range: Range, ...kept: number[]): number[] {
  return [...new Set([...kept.filter(at => at >= 0 && at < range.count), ...defaultRangeExtractor(range)])].sort((a, b) => a - b)
}

function useRowHeight(): number {
  const density = useDensity()
  const cards = useMedia('(max-width: 599.98px)')
  return cards ? 108 : density === 'compact' ? 36 : 44
}
