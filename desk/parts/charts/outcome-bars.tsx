// How disputes ended, a bar for each reason or provider: as long as there were disputes, divided by their ends. All of it stands as text too.

import { statusWords } from '../../words.ts'
import { Patterns, outcomes, type Outcome } from './patterns.tsx'
import { fromLeft, isRtl, percent } from './scale.ts'

export type OutcomeBar = { id: string; name: string; counts: Partial<Record<Outcome, number>> }

export const totalOf = ({ counts }: Pick<OutcomeBar, 'counts'>): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

export function OutcomeBars({ labelledBy, bars }: { labelledBy: string; bars: readonly OutcomeBar[] }) {
  const most = Math.max(1, ...bars.map(totalOf))
  const shown = outcomes.filter(outcome => bars.some(({ counts }) => counts[outcome]))
  return (
    <div className="stack">
      <ul role="list" className="outcome-bars">
        {bars.map(bar => (
          <li key={bar.id}>
            <span className="outcome-name">{bar.name}</span>
            <svg className="chart" height="18" aria-hidden="true"><Segments bar={bar} most={most} id={labelledBy} /></svg>
            <bdi className="small soft">{shown.filter(outcome => bar.counts[outcome]).map(outcome => `${bar.counts[outcome]} ${shortWord(outcome)}`).join(' · ')}</bdi>
          </li>
        ))}
      </ul>
      <ul role="list" className="legend small" aria-hidden="true">
        {shown.map((outcome, index) => <li key={outcome} className="line"><svg width="20" height="14">{index === 0 && <Patterns id={labelledBy} />}<rect className="outcome" data-outcome={outcome} x="1" y="1" width="18" height="12" rx="2" fill={`url(#${labelledBy}-${outcome})`} /></svg>{shortWord(outcome)}</li>)}
      </ul>
    </div>
  )
}

function Segments({ bar, most, id }: { bar: OutcomeBar; most: number; id: string }) {
  const rtl = isRtl()
  const ends = outcomes.filter(outcome => bar.counts[outcome])
  return ends.map((outcome, index) => {
    const before = ends.slice(0, index).reduce((sum, one) => sum + bar.counts[one]!, 0)
    const wide = bar.counts[outcome]! / most
    return <rect key={outcome} className="outcome" data-outcome={outcome} x={percent(fromLeft(before / most, wide, rtl))} width={percent(wide)} y="1" height="16" rx="2" fill={`url(#${id}-${outcome})`} />
  })
}

/** "expired (no answer)" is too long beside a bar. */
export const shortWord = (outcome: Outcome): string => statusWords[outcome].word.replace(/ \(.*/, '').toLowerCase()
