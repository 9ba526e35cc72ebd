// The views with their counts. They are links: each is an address.

import { Link } from '@tanstack/react-router'
import { useSummary } from '../../parts/summary.ts'
import { savedFor, useSavedViews } from '../../parts/saved-views/saved-views.ts'
import { SavedTabs } from './saved-tabs.tsx'
import { viewNames, views, type ViewName } from './views.ts'

export function ViewTabs({ view, line }: { view: ViewName; line: string }) {
  const { data } = useSummary()
  const current = savedFor(useSavedViews(), view, line) ? null : view
  return (
    <nav className="tabs views" aria-label="Views">
      {viewNames.map(name => (
        <Link key={name} to="/" search={name === 'needs_decision' ? {} : { view: name }} activeOptions={{ exact: true, includeSearch: true }} className="tab" data-current={name === current} aria-current={name === current ? 'page' : undefined}>
          {views[name].word} <Count counted={data?.views.find(({ view }) => view === name)} />
        </Link>
      ))}
      <SavedTabs view={view} line={line} />
    </nav>
  )
}

function Count({ counted }: { counted: { count: number | null; more: boolean } | undefined }) {
  return counted?.count == null ? null : <span className="view-count">{counted.count}{counted.more && '+'}</span>
}
