// Who did what, when and from where, the notes between, and beneath each the exchange with the provider. The newest stands first.

import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import type { Dispute } from '../../api/contract.ts'
import { CopyButton } from '../../ui/copy.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { historyOf } from './events.ts'
import { groupOf, type Group } from './event-words.ts'
import { HistoryEntry } from './entry.tsx'
import { NoteForm } from './note-form.tsx'
import './history.css'

const groups: Record<Group, string> = { decisions: 'Decisions', notes: 'Notes', evidence: 'Evidence', provider: 'The other side' }
const groupIds = Object.keys(groups) as Group[]

export function History({ dispute }: { dispute: Dispute }) {
  const { data, error, refetch } = useQuery(historyOf(dispute.id))
  const wanted = useSearch({ from: '/d/$id' })['history']
  const shown = groupIds.find(group => group === wanted)
  const entries = data?.data.filter(({ kind }) => shown === undefined || groupOf(kind) === shown).toReversed()
  return (
    <div className="stack">
      <NoteForm dispute={dispute} />
      <div className="spread no-print"><Filters shown={shown} /><span className="line small soft"><code>GET /v1/disputes/{'{id}'}/events</code><CopyButton text={`curl -H "Authorization: Bearer $PARLEY_KEY" ${location.origin}/v1/disputes/${dispute.id}/events`} label="Copy as curl" /></span></div>
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {!entries && !error && <Skeleton rows={4} />}
      {entries && <ol className="history" aria-label="History">{entries.map(event => <HistoryEntry key={event.id} event={event} dispute={dispute} />)}</ol>}
      {entries?.length === 0 && <p className="soft">Nothing of that kind.</p>}
      {data && !data.isWhole && <p className="soft small">The first {data.data.length} entries.</p>}
    </div>
  )
}

function Filters({ shown }: { shown: Group | undefined }) {
  const navigate = useNavigate({ from: '/d/$id' })
  const { hash } = useLocation()
  const show = (group: Group | null) => () => void navigate({ search: ({ history: _, ...rest }) => (group ? { ...rest, history: group } : rest), hash, replace: true, resetScroll: false, hashScrollIntoView: false })
  return (
    <div className="line" role="group" aria-label="Show">
      <button type="button" className="chip filter" aria-pressed={shown === undefined} onClick={show(null)}>All</button>
      {groupIds.map(group => <button key={group} type="button" className="chip filter" aria-pressed={shown === group} onClick={show(group)}>{groups[group]}</button>)}
    </div>
  )
}
