// What happens then, in the sentences of the provider's terms, and what silence would do.

import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { fullTime, instantOf, isZone } from '../../time.ts'

type Context = AnswerOf<'GET /v1/disputes/{id}/context'>

export function Consequences({ dispute, context: { accept, silence, payment, provider } }: { dispute: Dispute; context: Context }) {
  const zone = dispute.respond_by?.zone
  return (
    <section className="consequences">
      <h3>What happens</h3>
      <ul className="sentences">
        {[...accept.sentences, ...payment.sentences].map(({ code, text }) => <li key={code + text} data-tone={heavy.has(code) ? 'bad' : undefined}>{text}</li>)}
      </ul>
      <p className="soft small">
        If nothing is done: {silence.sentences.map(({ text }) => text).join(' ')}{silence.at && ` That is ${fullTime(instantOf(silence.at))}`}{silence.at && zone && isZone(zone) && ` (at the provider ${fullTime(instantOf(silence.at), zone)})`}{silence.at && '.'}
      </p>
      {provider.accept && <p className="soft small"><bdi>{provider.name}</bdi> calls it “{provider.accept.term}”: <code><bdi dir="ltr">{provider.accept.method} {provider.accept.path}</bdi></code></p>}
    </section>
  )
}

const heavy: ReadonlySet<string> = new Set(['would_pay_twice', 'refunded'])
