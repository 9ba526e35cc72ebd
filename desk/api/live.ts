// Follows the merchant's events and tells Query what they changed: the one place that does. Where the stream breaks the browser
// resumes it by the last position; until it is back everything shown is asked again every 30 seconds.

import { useSyncExternalStore } from 'react'
import { noticeKinds } from '../../src/core/notice.ts'
import { instantOf, onTurn, onWake, ownZone, serverNow, setServerTime } from '../time.ts'
import { read } from './client.ts'
import { queries } from './queries.ts'
import { answeredTo, refreshSession, sessionNow, tokenNow } from './session.ts'

export type News = { id: string; kind: string; at: string; dispute: string | null }
type Listener = (news: News) => void

const pollMs = 30_000
const togetherMs = 250
/** What costs the server more is asked for less often. */
const slowMs = 2_000
const againMs = 5_000
/** By less than this nobody's time is wrong: a line takes a while. */
const slackMs = 1_000
const listeners = new Set<Listener>()
const gapListeners = new Set<() => void>()
const watchers = new Set<() => void>()
let connected = false
let wasConnected = false
let position: string | null = null
let changed = new Set<string>()
let overviewsChanged = false

/** Answers how to stop. */
export function follow(): () => void {
  // Positions are a merchant's own, and begin anew where a sandbox was emptied: none outlives its session.
  position = null
  let [source, over] = [open(), false]
  // Whether somebody is still signed in is asked first: an answer that refuses would be all that there is to hear.
  const openAnew = async () => {
    source.close()
    await checkSession()
    if (!over && source.readyState === EventSource.CLOSED) source = open()
  }
  const timers = [
    setInterval(tellQueries, togetherMs), setInterval(tellOverviews, slowMs), setInterval(() => { if (!connected) askAll() }, pollMs),
    // Browsers go on by themselves after a broken line, but not after an answer that refused, as while nobody is signed in.
    setInterval(() => { if (source.readyState === EventSource.CLOSED) void openAnew() }, againMs),
  ]
  // After a sleep a line may be dead for long without anybody having heard of it, and the steady clock has stood still.
  const deaf = onWake(() => { connection(false); void openAnew() })
  const still = onTurn(askAll)
  return () => {
    over = true
    source.close()
    deaf()
    still()
    for (const timer of timers) clearInterval(timer)
    connection(false)
  }
}

function open(): EventSource {
  const token = tokenNow()
  const source = new EventSource(`/v1/events/stream?clock=yes${position === null ? '' : `&after=${position}`}`)
  const hear = (event: MessageEvent<string>) => {
    // What has no place of its own in the stream carries the last one's.
    if (event.lastEventId !== '') position = event.lastEventId
    take(JSON.parse(event.data) as News)
  }
  for (const kind of [...noticeKinds, 'preparing']) source.addEventListener(kind, hear)
  source.addEventListener('clock', ({ data }: MessageEvent<string>) => agreeOn(instantOf((JSON.parse(data) as { now: string }).now)))
  // What was heard until now may be of a store that is no more.
  source.addEventListener('reset', ({ lastEventId }) => { position = lastEventId; askAll() })
  source.addEventListener('ended', () => { source.close(); connection(false); answeredTo(token, 'unauthenticated') })
  source.onopen = () => connection(true)
  source.onerror = () => connection(false)
  return source
}

/** For what is more than a changed answer: arrivals, presence. */
export function onNews(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** News may have been missed. */
export function onGap(listener: () => void): () => void {
  gapListeners.add(listener)
  return () => gapListeners.delete(listener)
}

export function useConnected(): boolean {
  return useSyncExternalStore(subscribe, () => connected)
}

function take(news: News): void {
  if (news.dispute !== null) changed.add(news.dispute)
  for (const tell of listeners) tell(news)
}

/** Many changes at once are told once. */
function tellQueries(): void {
  if (changed.size === 0) return
  const ids = changed
  changed = new Set()
  overviewsChanged = true
  void queries.invalidateQueries({ predicate: ({ queryKey: [route, input] }) => isAbout(String(route), input, ids) })
}

function tellOverviews(): void {
  if (!overviewsChanged) return
  overviewsChanged = false
  void queries.invalidateQueries({ predicate: ({ queryKey: [route] }) => overviews.some(prefix => String(route).startsWith(prefix)) })
}

/** Answers of the API only: what else is kept decides for itself when it may move. */
function askAll(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey: [route] }) => String(route).startsWith('GET ') })
  for (const tell of gapListeners) tell()
}

/** A demo has a session by asking. For anybody else that would be one of a demo's: any call tells whether theirs goes on. */
const checkSession = (): Promise<unknown> => (sessionNow()?.user?.demo ? refreshSession() : read('GET /v1/summary', { query: { zone: ownZone() } }).catch(() => {}))

function agreeOn(now: number): void {
  if (Math.abs(now - serverNow()) >= slackMs) setServerTime(now)
}

function isAbout(route: string, input: unknown, ids: ReadonlySet<string>): boolean {
  const id = (input as { params?: { id?: string } } | undefined)?.params?.id
  if (id !== undefined && route.startsWith('GET /v1/disputes/')) return ids.has(id)
  return follows.some(prefix => route.startsWith(prefix))
}

/** Reads whose answers any change of a dispute may change. */
const follows = ['GET /v1/disputes', 'GET /v1/notices', 'GET /v1/balances', 'GET /v1/acts', 'GET /v1/requests']
const overviews = ['GET /v1/summary', 'GET /v1/count', 'GET /v1/outlook', 'GET /v1/outcomes', 'GET /v1/money', 'GET /v1/audit']

function connection(now: boolean): void {
  if (connected === now) return
  // The browser resumes by position; a server that was started anew, or one behind it, may not have heard everything.
  connected = now
  if (now && wasConnected) askAll()
  wasConnected ||= now
  for (const tell of watchers) tell()
}

function subscribe(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}
