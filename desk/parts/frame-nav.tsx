// The places of the desk. Words beside signs; on narrow screens the signs stay and the words become their names.

import { Link, useLocation } from '@tanstack/react-router'
import { useSummary } from './summary.ts'

const places = [
  [{ to: '/', word: 'Queue', sign: 'M3 5h14M3 10h14M3 15h9' }, { to: '/money', word: 'Money', sign: 'M3 6h14v8H3zM10 8.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6' }, { to: '/practice', word: 'Practice', sign: 'M10 3 3 7l7 4 7-4zM6 9v4c2 2 6 2 8 0V9' }],
  [
    { to: '/providers', word: 'Providers', sign: 'M5 5h4v4H5zM11 11h4v4h-4zM9 7h4v4' }, { to: '/dev/requests', word: 'Requests', sign: 'M7 5 3 10l4 5M13 5l4 5-4 5' },
    { to: '/dev/webhooks', word: 'Webhooks', sign: 'M4 16h12M10 12V4M6.5 7.5 10 4l3.5 3.5' }, { to: '/dev/simulator', word: 'Simulator', sign: 'M5 4l11 6-11 6z' }, { to: '/dev/keys', word: 'Keys', sign: 'M7 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6M10 10h7v3' },
  ],
  [{ to: '/audit', word: 'Audit', sign: 'M5 3h7l3 3v11H5zM8 9h4M8 12h4' }, { to: '/settings/team', word: 'Team', sign: 'M10 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6M4 17c0-4 12-4 12 0' }, { to: '/system', word: 'System', sign: 'M3 10h3l2-5 4 10 2-5h3' }],
] as const

export type Place = (typeof places)[number][number]['to']

export function FrameNav() {
  return (
    <nav className="nav no-print" aria-label="Desk">
      {places.map((group, index) => (
        <ul role="list" key={index}>
          {group.map(({ to, word, sign }) => (
            <li key={to}>
              <Link to={to} search={{}} className="nav-link" activeOptions={{ exact: to === '/', includeSearch: false }} title={word}>
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d={sign} /></svg><span>{word}</span>{to === '/' && <DueCount />}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  )
}

function DueCount() {
  const due = useSummary().data?.views.find(({ view }) => view === 'needs_decision')
  return due?.count ? <span className="nav-count"><span className="unseen">needing a decision: </span>{due.count}{due.more && '+'}</span> : null
}

/** Where we are, as a trail from the desk's beginning. */
export function Trail() {
  const { pathname } = useLocation()
  const here = places.flat().find(({ to }) => to === pathname)?.word ?? (pathname.startsWith('/d/') ? 'Dispute' : '')
  return (
    <nav className="trail" aria-label="Trail">
      <Link to="/" search={{}} className="brand" activeProps={{ 'aria-current': undefined }}>Parley</Link>
      {here && <span className="soft clip" aria-current="page"><span aria-hidden="true">/ </span>{here}</span>}
    </nav>
  )
}
