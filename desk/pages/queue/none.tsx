// What stands where no row is: nothing is due, the filter finds nothing, or nothing has ever been here.

import { Link } from '@tanstack/react-router'
import { useSession } from '../../api/session.ts'
import { useSummary } from '../../parts/summary.ts'
import { dayText, instantOf, shortTime } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { Money } from '../../ui/money.tsx'
import { Empty } from '../../ui/states.tsx'
import { dialectWords } from '../../words.ts'
import { filterText, tokenText, withoutToken, type Filter } from './filter.ts'
import { views, type ViewName } from './views.ts'

export function None({ view, filter, onChange }: { view: ViewName; filter: Filter; onChange(filter: Filter): void }) {
  const line = filterText(filter)
  if (line !== '') return <FilterEmpty line={line} filter={filter} onChange={onChange} />
  if (view === 'all') return <FirstRun />
  return view === 'needs_decision' ? <NothingDue /> : <Empty title={`Nothing in “${views[view].word}”`}><Link to="/" search={{}} className="button">To what needs a decision</Link></Empty>
}

function NothingDue() {
  const { data } = useSummary()
  const next = data?.next_deadline
  return (
    <Empty title="Nothing needs a decision.">
      <p>{next ? <>Next deadline: {dayText(instantOf(next.at))}, {shortTime(instantOf(next.at))} ({dialectWords[next.dialect]}, <Money amount={next.amount} />).</> : 'No deadline is ahead.'}</p>
      <p className="line"><Link to="/" search={{ view: 'waiting' }}>Waiting for the bank</Link><Link to="/" search={{ view: 'all' }}>All disputes</Link><Link to="/practice" search={{}}>Practice</Link></p>
    </Empty>
  )
}

function FilterEmpty({ line, filter, onChange }: { line: string; filter: Filter; onChange(filter: Filter): void }) {
  const last = filter.tokens.at(-1)
  return (
    <Empty title="No dispute fits the filter">
      <p><bdi><code>{line}</code></bdi></p>
      <p className="line">
        {filter.text !== '' && <Button onClick={() => onChange({ ...filter, text: '' })}>Drop the search</Button>}
        {last && <Button onClick={() => onChange(withoutToken(filter, last))}>Drop {tokenText(last)}</Button>}
        <Link to="/" search={{ view: 'all', q: line }}>Look among all disputes</Link>
      </p>
    </Empty>
  )
}

function FirstRun() {
  const session = useSession()
  const curl = `curl ${location.origin}/v1/sandbox/disputes -H 'authorization: Bearer KEY' -H 'content-type: application/json' -d '{"amount":{"value":12000,"currency":"THB"},"respond_in":"P7D"}'`
  return (
    <Empty title="No dispute has come yet">
      <p>They appear here by themselves, by their deadlines.</p>
      <p className="line">
        {session?.mode === 'sandbox' && <Link to="/dev/simulator" search={{}} className="button">Open one in the simulator</Link>}
        <Link to="/providers" search={{}} className="button">Connect a provider</Link>
        <Link to="/practice" search={{}} className="button">Practice</Link>
      </p>
      {session?.mode === 'sandbox' && <p className="line"><code className="small">{curl}</code><CopyButton text={curl} label="Copy the command" /></p>}
    </Empty>
  )
}
