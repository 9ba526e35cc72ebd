// A connection as its merchant sees it: everything but its secrets.

import type { MerchantId } from '../../../core/ids.ts'
import type { ConnectionSettings } from '../../../engine/connection.ts'
import type { ConnectionRow, PollRow } from '../../../engine/store-bridge.ts'
import type { Services } from '../../dialect.ts'
import type { WireConnection } from '../contract/connections.ts'
import { instantText, toWireMoney } from '../translate.ts'

const mostWords = 100

export async function connectionView({ engine: { reads, world }, bridge }: Services, row: ConnectionRow): Promise<WireConnection> {
  const [poll, words] = await Promise.all([reads.poll(row.merchant as MerchantId, row.id), reads.words(row.merchant as MerchantId, row.id, mostWords)])
  const { id, name, dialect, url, state, credentials, settings, createdAt, updatedAt } = bridge.opened(row)
  const connector = bridge.connectorOf(dialect)
  const open = new Set(connector?.credentials.filter(({ secret }) => !secret).map(each => each.name))
  const health = bridge.health(id)
  return {
    id, name, dialect, url, state,
    credentials: Object.fromEntries(Object.entries(credentials).map(([key, value]) => [key, open.has(key) ? value : 'set'])),
    settings: settingsView(settings), notifications_path: `/in/${id}`, reading: connector?.capabilities.list !== false ? readingView(poll ?? { ...unread, dueAt: createdAt }, state, world.now() + Math.min(0, health?.skewMs ?? 0)) : null,
    health: health && {
      down: health.open, last_answer_at: textOrNull(health.lastAnswerAt), last_told_at: textOrNull(health.lastToldAt), last_error: health.lastError, asked: health.asked, failed: health.failed, clock_skew_ms: health.skewMs,
    },
    unknown_words: words.map(({ field, word, amount }) => ({ field, word, count: Number(amount) })),
    created_at: instantText(createdAt), updated_at: instantText(updatedAt),
  }
}

function settingsView({ connectMs, answerMs, rate, pollMs, overlapMs, bufferMs, policy, switches }: ConnectionSettings): WireConnection['settings'] {
  return {
    connect_ms: connectMs, answer_ms: answerMs, rate: rate && { per_second: rate.perSecond, burst: rate.burst }, poll_ms: pollMs, overlap_ms: overlapMs, buffer_ms: bufferMs,
    policy: policy.kind === 'accept_below' ? { kind: policy.kind, below: toWireMoney(policy.below) } : { kind: policy.kind }, switches,
  }
}

type Reading = Pick<PollRow, 'endedAt' | 'dueAt' | 'failures' | 'since' | 'body'>
const unread = { endedAt: null, failures: 0, since: null, body: '{}' }

/** By their clock where it is behind ours: so is what a list is asked for by. */
function readingView({ endedAt, dueAt, failures, since, body }: Reading, state: ConnectionRow['state'], now: number): NonNullable<WireConnection['reading']> {
  const { error = null } = JSON.parse(body) as { error?: string }
  return {
    last_complete_at: textOrNull(endedAt), next_at: state === 'paused' ? null : instantText(dueAt), failures, error, lag_seconds: since === null ? null : Math.max(0, Math.round((now - since) / 1000)),
  }
}

const textOrNull = (at: number | null): string | null => (at === null ? null : instantText(at))
