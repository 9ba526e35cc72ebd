// One connection: how it is, what is known of it, and what can be done.

import { Link } from '@tanstack/react-router'
import { CopyButton } from '../../ui/copy.tsx'
import { Chip } from '../../ui/chip.tsx'
import { lengthWords } from '../../time.ts'
import { Money } from '../../ui/money.tsx'
import { Ago, Time } from '../../ui/time.tsx'
import { dialectWords } from '../../words.ts'
import { ConnectionDeeds } from './connection-deeds.tsx'
import { errorRate, healthOf, skewWords } from './health.ts'
import { policies } from './settings.ts'
import type { Connection, Provider } from './shapes.ts'

export function ConnectionCard({ connection, provider }: { connection: Connection; provider: Provider | undefined }) {
  const { name, dialect, url, notifications_path } = connection
  const { word, tone, about } = healthOf(connection)
  return (
    <article className="card stack" aria-label={`Connection ${name}`}>
      <div className="spread"><h2><bdi>{name}</bdi></h2><Chip tone={tone}>{word}</Chip></div>
      <p className="line small soft"><span>{dialectWords[dialect]}</span><bdi className="mono" dir="ltr">{url}</bdi></p>
      {about && <p><bdi>{about}</bdi></p>}
      <Facts connection={connection} />
      <UnknownWords connection={connection} />
      <div className="secret"><span className="soft small">Its notifications go to</span><span /><code dir="ltr">{location.origin}{notifications_path}</code><CopyButton text={location.origin + notifications_path} label="Copy the address for notifications" /></div>
      <ConnectionDeeds connection={connection} provider={provider} />
      <Link to="/" search={{ view: 'all', q: `provider:${dialect}` }}>Its disputes</Link>
    </article>
  )
}

function Facts({ connection: { reading, health, settings, credentials } }: { connection: Connection }) {
  return (
    <dl className="pairs">
      <div><dt>Last answer</dt><dd>{health?.last_answer_at ? <Ago at={health.last_answer_at} /> : <span className="soft">none yet</span>}</dd></div>
      <div><dt>Last event</dt><dd>{health?.last_told_at ? <Ago at={health.last_told_at} /> : <span className="soft">none yet</span>}</dd></div>
      <div><dt>Last complete reading</dt><dd>{reading?.last_complete_at ? <Ago at={reading.last_complete_at} /> : <span className="soft">none yet</span>}{reading?.next_at && <span className="soft small"> next <Time at={reading.next_at} /></span>}</dd></div>
      <div><dt>Age of what is known</dt><dd>{reading?.lag_seconds == null ? <span className="soft">not known</span> : lengthWords(reading.lag_seconds * 1_000)}</dd></div>
      <div><dt>Failed</dt><dd>{errorRate(health)}</dd></div>
      <div><dt>Breaker</dt><dd>{health?.down ? 'Open: nothing is sent until it answers' : 'Closed'}</dd></div>
      <div><dt>Its clock</dt><dd>{skewWords(health?.clock_skew_ms)}</dd></div>
      <div><dt>Our own limit</dt><dd>{settings.rate ? `${settings.rate.per_second} a second, ${settings.rate.burst} at once` : 'none'}</dd></div>
      <div><dt>Waits for an answer</dt><dd>{lengthWords(settings.answer_ms)}</dd></div>
      <div><dt>Counts as urgent</dt><dd>{lengthWords(settings.buffer_ms)} before the deadline</dd></div>
      <div><dt>By itself, then</dt><dd>{settings.policy.below ? <>Accept what is worth less than <Money amount={settings.policy.below} /></> : policies[settings.policy.kind]}</dd></div>
      <div><dt>Credentials</dt><dd className="line">{Object.entries(credentials).map(([field, text]) => <span key={field} className="small"><span className="soft">{field}</span> <bdi className="mono" dir="ltr">{text}</bdi></span>)}</dd></div>
    </dl>
  )
}

/** None of them was guessed; they are what to ask the provider about. */
function UnknownWords({ connection: { unknown_words } }: { connection: Connection }) {
  if (unknown_words.length === 0) return <p className="soft small">Every word that it used is known.</p>
  return (
    <section className="problem" aria-label="Words that are not known">
      <h3>Words that are not known</h3>
      <p>None of them was guessed: such a dispute waits for a person.</p>
      <ul>{unknown_words.map(({ field, word, count }) => <li key={`${field} ${word}`}><code>{field}</code>: <bdi className="mono">{word}</bdi>, {count} times</li>)}</ul>
    </section>
  )
}
