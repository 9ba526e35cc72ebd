// A provider that does not answer: said above everything, because decisions wait for it and nobody should repeat them.

import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/queries.ts'
import { useSummary } from '../../parts/summary.ts'
import { Time } from '../../ui/time.tsx'

export function DownBar() {
  const { data } = useQuery({ ...get('GET /v1/connections', {}), refetchInterval: 30_000 })
  const sending = useSummary().data?.views.find(({ view }) => view === 'sending')
  const down = data?.data.filter(({ health, state }) => state === 'active' && health?.down) ?? []
  if (down.length === 0) return null
  return (
    <section className="problem" role="status" aria-label="Providers that do not answer">
      {down.map(({ id, name, health }) => <p key={id}><bdi>{name}</bdi> {health?.last_answer_at ? <>has not answered since <Time at={health.last_answer_at} />.</> : 'has not answered yet.'}</p>)}
      {sending?.count ? <p>{sending.count}{sending.more && '+'} {sending.count === 1 ? 'decision waits' : 'decisions wait'} in Sending and are sent again only after a status check.</p> : null}
    </section>
  )
}
