// The exchange behind an event, in the words of whoever called. Only an admin may read it, and only the newest are kept.

import { useQuery } from '@tanstack/react-query'
import { roleReason } from '../../actions/running.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { get } from '../../api/queries.ts'

type Side = AnswerOf<'GET /v1/requests/{id}'>['request']

export function Exchange({ id }: { id: string }) {
  const why = roleReason('admin')
  const { data, error } = useQuery({ ...get('GET /v1/requests/{id}', { params: { id } }), enabled: why === null, retry: false, staleTime: Infinity })
  if (why !== null) return <p className="reason">Request <code>{id}</code>. To read it: {why}</p>
  if (error) return <p className="soft">Request <code>{id}</code>. {problemOf(error).code === 'request_not_found' ? 'It is not kept any more; only the newest are.' : problemOf(error).detail}</p>
  if (!data) return <p className="soft">Looking…</p>
  return (
    <section className="stack" aria-label="Request and answer">
      <p><code><bdi dir="ltr">{data.method} {data.path}</bdi></code> → {data.status}, {data.took_ms} ms</p>
      <Body side={data.request} word="Request" />
      <Body side={data.response} word="Answer" />
    </section>
  )
}

function Body({ side: { body, kept, size }, word }: { side: Side; word: string }) {
  return <div><p className="soft">{word}{kept === 'whole' ? '' : ` (${kept.replace('_', ' ')}${size === null ? '' : `, ${size} bytes`})`}</p>{body ? <pre tabIndex={0}>{body}</pre> : <p className="soft">No body.</p>}</div>
}
