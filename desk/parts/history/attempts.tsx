// How often an act was asked of the provider, and what each attempt brought.

import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/queries.ts'
import { Problem } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'

export function Attempts({ act }: { act: string }) {
  const { data, error } = useQuery(get('GET /v1/acts/{id}', { params: { id: act } }))
  if (error) return <Problem error={error} />
  const upstream = data?.upstream
  if (!upstream) return <p className="soft">{data ? 'Nothing was sent to the provider for it.' : 'Looking…'}</p>
  return (
    <section className="stack" aria-label="Attempts at the provider">
      {upstream.last && <p>Last: <bdi>{upstream.last}</bdi></p>}
      {upstream.attempts.map(({ number, began_at, outcome, code, status, request, answer }) => (
        <div key={number}>
          <p><Time at={began_at} /> Attempt {number}: {outcome ?? 'no answer yet'}{status !== null && `, status ${status}`}{code && <>, <bdi>{code}</bdi></>}</p>
          {request && <pre tabIndex={0}>{request}</pre>}
          {answer && <pre tabIndex={0}>{answer}</pre>}
        </div>
      ))}
    </section>
  )
}
