// Chips: a word with a tone, and a deadline. The text says everything; colour only repeats it.

import { useMemo } from 'react'
import { warningBefore } from '../../src/core/deadline.ts'
import { deadlineWords, fullTime, instantOf, isZone, lengthWords, ownZone, serverNow, useNow } from '../time.ts'
import { statusWords, type Status, type Tone } from '../words.ts'

export function Chip({ tone = 'neutral', title, children }: { tone?: Tone; title?: string; children: React.ReactNode }) {
  return <span className="chip" data-tone={tone} title={title}>{children}</span>
}

export function StatusChip({ status, theirs }: { status: Status; theirs?: string | null }) {
  const { word, tone } = statusWords[status]
  return <Chip tone={tone} {...(theirs && { title: `The provider says: ${theirs}` })}>{word}</Chip>
}

export type Urgency = 'calm' | 'soon' | 'near' | 'now' | 'missed'
const hour = 3_600_000

export function urgencyOf(at: number, now: number): Urgency {
  const left = at - now
  return left < 0 ? 'missed' : left <= 4 * hour ? 'now' : left <= 24 * hour ? 'near' : left <= 72 * hour ? 'soon' : 'calm'
}

type DeadlineProps = { at: string; zone?: string | null; source?: string; /** How long before the deadline our own time ends. */ bufferMs?: number }

/** Counts to our own buffer while that lies ahead, and says so; then to the provider's time. */
export function Deadline({ at, zone = null, source, bufferMs = warningBefore }: DeadlineProps) {
  const end = instantOf(at)
  const now = useNow(end - serverNow() < hour ? 1_000 : 60_000)
  const buffer = end - bufferMs
  const toBuffer = bufferMs > 0 && now <= buffer
  const title = useMemo(() => deadlineTitle(end, zone, source, bufferMs), [end, zone, source, bufferMs])
  return (
    <span className="deadline">
      <time className="chip" dateTime={at} data-urgency={urgencyOf(end, now)} title={title}>
        {deadlineWords(toBuffer ? buffer : end, now)}<span className="unseen">{toBuffer && ' to our own buffer'}. {title}</span>
      </time>
      {toBuffer && <span className="deadline-buffer" aria-hidden="true">to our buffer</span>}
    </span>
  )
}

function deadlineTitle(end: number, zone: string | null, source: string | undefined, bufferMs: number): string {
  const theirs = zone !== null && zone !== ownZone() && isZone(zone) ? ` At the provider: ${fullTime(end, zone)}.` : ''
  const buffer = bufferMs > 0 ? ` Our buffer ends ${lengthWords(bufferMs)} earlier: ${fullTime(end - bufferMs)}.` : ''
  return `Answer by ${fullTime(end)}.${theirs}${buffer}${source === 'rule' ? ' Assumed from the rules; the provider named no time.' : ''}`
}
