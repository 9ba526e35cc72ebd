// The views that somebody keeps, beside the ones there are for all: links too, each with what can be done about the one that is open.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { roleReason, useActions } from '../../actions/running.ts'
import { countOf, removeView, renameView, replaceView, sameName, savedFor, saveView, searchOf, useSavedViews, type SavedView } from '../../parts/saved-views/saved-views.ts'
import { NameSheet } from '../../parts/saved-views/name-sheet.tsx'
import { serverNow } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { parseFilter } from './filter.ts'
import { askedOf, viewOf, views, type ViewName } from './views.ts'

export function SavedTabs({ view, line }: { view: ViewName; line: string }) {
  const saved = useSavedViews()
  const [naming, setNaming] = useState<'new' | SavedView | null>(null)
  const current = savedFor(saved, view, line)
  const role = roleReason('operator')
  const reason = current ? `This is kept as “${current.name}” already.` : line === '' ? 'Filter first: the views there are need no other name.' : null
  const wordsOf = (one: Pick<SavedView, 'view' | 'filter'>) => `${views[viewOf(one.view)].word}: ${one.filter}`
  const keep = (name: string) => {
    const there = sameName(saved, name)
    return there ? replaceView(there, { view, filter: line }) : saveView({ name, view, filter: line })
  }
  const taken = (name: string) => {
    const there = sameName(saved, name)
    return there ? wordsOf(there) : null
  }
  useActions({ 'queue.save-view': { run: () => setNaming('new'), reason } })
  return (
    <>
      {saved.map(one => <SavedTab key={one.id} saved={one} current={one === current} />)}
      {current && <Menu label={`Change ${current.name}`} button="⋯" size="small" items={[{ label: 'Rename…', reason: role, run: () => setNaming(current) }, { label: 'Remove', reason: role, run: () => void removeView(current) }]} />}
      {reason === null && <Button size="small" kind="plain" reason={role} reasonHidden onClick={() => setNaming('new')}>Save view…</Button>}
      {naming === 'new' && <NameSheet title="Save this view" about={wordsOf({ view, filter: line })} replaces={taken} onName={keep} onClose={() => setNaming(null)} />}
      {naming !== null && naming !== 'new' && <NameSheet title="Rename the view" name={naming.name} about={naming.filter} onName={name => renameView(naming.id, name)} onClose={() => setNaming(null)} />}
    </>
  )
}

function SavedTab({ saved, current }: { saved: SavedView; current: boolean }) {
  return (
    <Link to="/" search={searchOf(saved)} activeOptions={{ exact: true, includeSearch: true }} className="tab" data-current={current} aria-current={current ? 'page' : undefined}>
      <bdi className="clip saved-name">{saved.name}</bdi> {views[viewOf(saved.view)].byDeadline && <SavedCount saved={saved} />}
    </Link>
  )
}

/** Only what is open is counted: the rest grows for ever. */
function SavedCount({ saved }: { saved: SavedView }) {
  const asked = () => askedOf(viewOf(saved.view), parseFilter(saved.filter), serverNow())
  const { data } = useQuery({ ...countOf(saved, () => asked() ?? {}), enabled: asked() !== null })
  return data ? <span className="view-count">{data.count}{data.more && '+'}</span> : null
}
