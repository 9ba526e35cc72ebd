// The views with their counts. They are links: each is an address.

import { Link } from '@tanstack/react-router'
import { useSummary } from '../../parts/summary.ts'
import { viewNames, views, type ViewName } from './views.ts'

export function ViewTabs({ current }: { current: ViewName }) {
  const { data } = useSummary()
  return (
    <nav className="tabs views" aria-label="Views">
      {viewNames.map(name => (
        <Link key={name} to="/" search={name === 'needs_decision' ? {} : { view: name }} activeOptions={{ exact: true, includeSearch: true }} className="tab" data-current={name === current} aria-current={name === current ? 'page' : undefined}>
          {views[name].word} <Count counted={data?.views.find(({ view }) => view === name)} />
        </Link>
      ))}
    </nav>
  )
}

function Count({ counted }: { counted: { count: number | null; more: boolean } | undefined }) {
  return counted?.count == null ? null : <span className="view-count">{counted.count}{counted.more && '+'}</span>
}
