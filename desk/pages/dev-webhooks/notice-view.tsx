// One notice: to whom it went, each attempt with its answer, and sending it again.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { roleReason } from '../../actions/running.ts'
import { get } from '../../api/queries.ts'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { deliveryWords, type Delivery } from './words.ts'

export function NoticeView({ id, onClose }: { id: string; onClose(): void }) {
  const { data, error, refetch } = useQuery({ ...get('GET /v1/notices/{id}', { params: { id } }), refetchInterval: ({ state }) => (state.data?.deliveries.some(one => one.state === 'pending') ? 2_000 : false) })
  const again = useSending('POST /v1/notices/{id}/resend', ['GET /v1/notices'])
  const resend = async () => {
    const done = await again.go({ params: { id }, body: {} })
    if (done) toast({ text: `Sent again to ${done.value.deliveries} ${done.value.deliveries === 1 ? 'webhook' : 'webhooks'}, under the same webhook-id.` })
  }
  const reason = roleReason('operator') ?? (again.isSending ? 'Sending…' : data && data.deliveries.length === 0 ? 'It was for no webhook.' : null)
  return (
    <section className="wire-one card" aria-label="Notice">
      <div className="spread"><h2><bdi dir="ltr">{data?.kind ?? 'Notice'}</bdi></h2><Button size="small" kind="plain" onClick={onClose}>Back to the list</Button></div>
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && (
        <>
          <p className="line small"><bdi className="mono" dir="ltr">{id}</bdi><CopyButton text={id} label="Copy the notice's id" /><Time at={data.at} />{data.dispute && <Link to="/d/$id" params={{ id: data.dispute }} search={{}}>The dispute</Link>}</p>
          {data.deliveries.length === 0 && <p className="soft">No webhook asked for it.</p>}
          {data.deliveries.map(delivery => <DeliveryView key={delivery.id} delivery={delivery} />)}
          <Button reason={reason} onClick={() => void resend()}>Send it again</Button>
          <Failure of={again} />
          <CurlLine label="send it again" method="POST" target={`/v1/notices/${id}/resend`} body={{}} />
        </>
      )}
    </section>
  )
}

function DeliveryView({ delivery: { id, webhook, state, due_at, attempts } }: { delivery: Delivery }) {
  const { word, tone } = deliveryWords[state]
  return (
    <section aria-label={`Delivery to ${webhook}`} className="stack">
      <p className="line"><Chip tone={tone}>{word}</Chip><bdi className="mono small" dir="ltr" title={id}>to {webhook}</bdi>{state === 'pending' && <span className="soft small">next try <Time at={due_at} /></span>}</p>
      {attempts.length === 0 && <p className="soft small">Not tried yet.</p>}
      <ol className="attempts">
        {attempts.map(({ number, at, took_ms, status, error, answer }) => (
          <li key={number}>
            <span className="line small"><strong>{status ?? 'No answer'}</strong><Time at={at} /><span className="soft">{took_ms} ms</span>{error && <span className="wrong"><bdi>{error}</bdi></span>}</span>
            {answer && <pre className="wire-text" dir="ltr" tabIndex={0}>{answer}</pre>}
          </li>
        ))}
      </ol>
    </section>
  )
}
