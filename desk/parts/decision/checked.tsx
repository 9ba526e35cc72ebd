// When the dispute was last looked at: with the server, and for one that lives upstream, by the server with its provider.

import { serverNow, fullTime, instantOf, lengthWords, useNow } from '../../time.ts'
import { statusOf, statusWords } from '../../words.ts'
import type { Fresh } from './fresh.ts'

const staleAfterMs = 15 * 60_000

export function Checked({ fresh }: { fresh: Fresh }) {
  const { checkedAt, dispute, error, isReady } = fresh
  useNow(1000)
  if (!isReady || !dispute || checkedAt === null) return <p className="checked soft" role="status">Checking the dispute…</p>
  const state = dispute.state === 'needs_response' && !dispute.act ? 'still open' : statusWords[statusOf(dispute)].word
  return (
    <div className="checked" data-tone={error ? 'warn' : 'good'}>
      <p>{error ? 'Could not check again just now. Last c' : 'C'}hecked {lengthWords(Math.max(0, serverNow() - checkedAt))} ago: {state}.</p>
      <Upstream fresh={fresh} />
    </div>
  )
}

function Upstream({ fresh: { dispute, connection, context } }: { fresh: Fresh }) {
  if (!dispute || dispute.home === 'house' || !connection) return null
  const name = context?.provider.name ?? connection.name
  const at = connection.reading?.last_complete_at
  if (!at) return <p data-tone="warn">{name} was never read completely: what it says may be newer than this.</p>
  const age = serverNow() - instantOf(at)
  const doubt = connection.health?.down ? ` ${name} does not answer at the moment.` : connection.state === 'paused' ? ' The connection is paused: nothing is sent until it goes on.' : ''
  return <p data-tone={age > staleAfterMs || doubt ? 'warn' : undefined}><time dateTime={at} title={fullTime(instantOf(at))}>{name} was last read {lengthWords(age)} ago.</time>{doubt}</p>
}
