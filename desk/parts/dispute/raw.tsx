// The dispute as data: the provider's documents as received, Parley's own JSON, and the calls that read them.

import { useQuery } from '@tanstack/react-query'
import type { Dispute } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { CopyButton } from '../../ui/copy.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'

export function Raw({ dispute }: { dispute: Dispute }) {
  const { id } = dispute
  const { data, error } = useQuery(get('GET /v1/disputes/{id}/raw', { params: { id } }))
  const curl = `curl -H "Authorization: Bearer $PARLEY_KEY" ${location.origin}/v1/disputes/${id}`
  const cli = `parley get ${id}`
  return (
    <div className="stack">
      <p className="line small"><code>API: GET /v1/disputes/{id}</code><CopyButton text={curl} label="Copy as curl">curl</CopyButton><CopyButton text={cli} label="Copy as CLI">CLI</CopyButton></p>
      <Document title="Parley's JSON" text={jsonOf(dispute)} />
      {error && <Problem error={error} />}
      {!data && !error && <Skeleton rows={2} />}
      {data?.data.length === 0 && <p className="soft small">No document of the provider was received.</p>}
      {data?.data.map(({ id: key, source, at, body }) => <Document key={key} title={<>Received from <bdi>{source}</bdi>, <Time at={at} /></>} text={pretty(body)} />)}
    </div>
  )
}

function Document({ title, text }: { title: React.ReactNode; text: string }) {
  return (
    <details className="document">
      <summary>{title}</summary>
      <div className="line"><CopyButton text={text} label="Copy the document">Copy</CopyButton></div>
      <pre tabIndex={0}>{text}</pre>
    </details>
  )
}

const jsonOf = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one), 2)

/** As it came where it is no JSON: nothing of it may be lost. */
function pretty(body: string): string {
  try {
    JSON.parse(body)
    return body.length > 200_000 || /\d{16}/.test(body) ? body : JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
