// One exchange in the provider's own format, both sides of it. Text only, left-to-right in every direction of the page.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { get } from '../../api/queries.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { dialectWords } from '../../words.ts'
import { answerText, bodyNote, bodyText, disputeIn, exchangeCurl, referenceIn, requestText, type Side, type WholeExchange } from './message.ts'

export function ExchangeView({ id, onClose }: { id: string; onClose(): void }) {
  const { data, error, refetch } = useQuery(get('GET /v1/requests/{id}', { params: { id } }))
  return (
    <section className="wire-one" aria-label="Exchange">
      <div className="spread">
        <h2>Exchange</h2>
        <Button size="small" kind="plain" onClick={onClose}>Back to the list</Button>
      </div>
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {data ? <Shown exchange={data} /> : !error && <Skeleton rows={8} />}
    </section>
  )
}

function Shown({ exchange }: { exchange: WholeExchange }) {
  const { id, at, dialect, operation, took_ms, request, response, method, path, status } = exchange
  return (
    <>
      <p className="line small soft"><span>{dialectWords[dialect]}</span><code>{operation}</code><Time at={at} /><span>{took_ms} ms</span></p>
      <p className="line small"><span className="soft">Request</span> <bdi className="mono" dir="ltr">{id}</bdi><CopyButton text={id} label="Copy the request's id" /><CopyButton text={exchangeCurl(exchange)} label="Copy as curl">curl</CopyButton></p>
      <DisputeLink exchange={exchange} />
      <Message title="Request" first={`${method} ${path} HTTP/1.1`} side={request} text={requestText(exchange)} />
      <Message title="Answer" first={`HTTP/1.1 ${status}`} side={response} text={answerText(exchange)} />
      <p className="soft small">*** stands where a secret was: it was left out before anything was kept.</p>
    </>
  )
}

function Message({ title, first, side, text }: { title: string; first: string; side: Side; text: string }) {
  const note = bodyNote(side)
  return (
    <section aria-label={title}>
      <div className="spread"><h3>{title}</h3><CopyButton text={text} label={`Copy the ${title.toLowerCase()}`}>Copy</CopyButton></div>
      <pre className="wire-text" dir="ltr" tabIndex={0}>
        <strong>{first}</strong>{'\n'}
        {side.headers.map(({ name, value }, index) => <span key={index}><span className="soft">{name}:</span> {value}{'\n'}</span>)}
        {side.body !== null && `\n${bodyText(side)}`}
      </pre>
      {note && <p className="soft small">{note}</p>}
    </section>
  )
}

/** By Parley's own id where it is there, otherwise by the provider's reference. */
function DisputeLink({ exchange }: { exchange: WholeExchange }) {
  const own = disputeIn(exchange)
  const reference = own === null && exchange.dialect !== 'native' ? referenceIn(exchange) : null
  const { data } = useQuery({ ...get('GET /v1/disputes', { query: { their_id: reference ?? '', limit: 1 } }), enabled: reference !== null })
  const id = own ?? data?.data[0]?.id
  return id ? <p><Link to="/d/$id" params={{ id }} search={{}}>The dispute of this exchange</Link></p> : null
}
