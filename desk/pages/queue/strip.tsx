// What is most pressing, in four tiles. Each is a link that sets the filter; sums stand by currency.

import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../api/contract.ts'
import { useSummary } from '../../parts/summary.ts'
import { Sums } from '../../ui/money.tsx'

type Tile = AnswerOf<'GET /v1/summary'>['tiles'][number]

const tiles: Record<Tile['tile'], { word: string; search: Record<string, string> }> = {
  due_today: { word: 'Due today', search: { q: 'due:today' } },
  next_48_hours: { word: 'Next 48 hours', search: { q: 'due:<48h' } },
  unassigned: { word: 'Unassigned', search: { q: 'assignee:none' } },
  snoozed: { word: 'Snoozed', search: { q: 'snoozed:yes' } },
  outcome_unknown: { word: 'Outcome unknown', search: { view: 'sending', q: 'outcome:unknown' } },
}

export function Strip() {
  const { data } = useSummary()
  return (
    <section className="strip" aria-label="What is pressing">
      {data?.tiles.filter(({ tile, count }) => (tile !== 'outcome_unknown' && tile !== 'snoozed') || count > 0).map(tile => <TileLink key={tile.tile} tile={tile} />)}
    </section>
  )
}

function TileLink({ tile: { tile, count, more, amounts, further_currencies } }: { tile: Tile }) {
  const { word, search } = tiles[tile]
  return (
    <Link to="/" search={search} className="tile" data-tile={tile}>
      <span className="tile-word">{word}</span>
      <span className="tile-count">{count}{more && '+'}</span>
      <span className="tile-sums clip small">{amounts.length > 0 ? <Sums amounts={amounts} more={further_currencies} /> : 'nothing'}</span>
    </Link>
  )
}
