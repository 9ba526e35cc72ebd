// Which figures Parley tells about itself, and where each comes from.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Engine } from '../engine/engine.ts'
import type { WorkMetrics } from '../work/workers.ts'
import { queueWatch, type QueueWatch } from './queue-wait.ts'
import { createMetrics, type Metrics, type Sample } from './metrics.ts'

export type Figures = {
  metrics: Metrics
  queue: QueueWatch
  count(name: 'accepts' | 'refusals', label: string): void
  work: WorkMetrics
  served(dialect: string, route: string, status: number, ms: number): void
  /** Rounds that failed since the start, by worker. */
  workerFailures(): { worker: string; failures: number }[]
  /** How late the event loop ran, at the 99th percentile since the figures were last read. */
  loopDelayMs(): number
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function createFigures(monotonic: () => number): Figures {
  const metrics = createMetrics()
  const accepts = metrics.counter('parley_accepts_total', 'Acceptances taken, by dialect.')
  const refusals = metrics.counter('parley_refusals_total', 'Commands refused, by code.')
  const commits = metrics.counter('parley_commits_total', 'Transactions committed.')
  const retries = metrics.counter('parley_commit_retries_total', 'Transactions tried again, or looked up after a lost answer.')
  const sizes = metrics.histogram('parley_batch_size', 'Commands that shared one transaction.', [1, 2, 4, 8, 16, 32, 64, 128, 256])
  const waits = metrics.histogram('parley_queue_wait_seconds', 'Time a command waited for its transaction.', seconds)
  const durations = metrics.histogram('parley_commit_seconds', 'Time of a transaction.', seconds)
  const requests = metrics.counter('parley_http_requests_total', 'Requests answered, by dialect, route and status.')
  const times = metrics.histogram('parley_http_seconds', 'Time until a request was answered.', seconds)
  const deliveries = metrics.counter('parley_deliveries_total', 'Attempts to deliver a notice, by what came of them.')
  const faults = metrics.counter('parley_work_errors_total', 'Rounds of workers that failed, by worker.')
  const stuck = metrics.counter('parley_elapse_failures_total', 'Times that something due on a dispute could not happen.')
  const errands = metrics.counter('parley_errands_total', 'Rounds of carrying an act upstream, by what came of them.')
  const alarms = metrics.counter('parley_errand_alarms_total', 'Acts whose outcome upstream was not known in time.')
  const news = metrics.counter('parley_upstream_news_total', 'Documents heard of from upstream, by what they changed.')
  const notifications = metrics.counter('parley_upstream_notifications_total', 'Notifications from providers, by what they were.')
  const failures = new Map<string, number>()
  let jump = 0
  metrics.gauge('parley_clock_jump_seconds', 'How far the clock is from one that nobody can set, once that is too far.', () => [{ value: jump }])
  const committed = (size: number, ms: number): void => {
    commits.add()
    sizes.see(size)
    durations.see(ms / 1000)
  }
  addProcess(metrics)
  return {
    metrics,
    queue: queueWatch(waits, { committed, retried: () => retries.add() }, monotonic),
    count: (name, label) => (name === 'accepts' ? accepts.add({ dialect: label }) : refusals.add({ code: label })),
    work: {
      count: (name, label) => {
        if (name === 'deliveries') deliveries.add({ outcome: label })
        else if (name === 'work_errors') {
          faults.add({ worker: label })
          failures.set(label, (failures.get(label) ?? 0) + 1)
        }
        else if (name === 'errands') errands.add({ outcome: label })
        else if (name === 'alarms') alarms.add({ stage: label })
        else if (name === 'news') news.add({ heard: label })
        else if (name === 'notifications') notifications.add({ kind: label })
        else stuck.add()
      },
      gauge: (_name, value) => void (jump = value),
    },
    served: (dialect, route, status, ms) => {
      requests.add({ dialect, route, status: String(status) })
      times.see(ms / 1000)
    },
    workerFailures: () => [...failures].map(([worker, count]) => ({ worker, failures: count })),
    loopDelayMs: () => late(delay.percentile(99)) * 1000,
  }
}

/** Read from the store when somebody asks, so that they are those of the whole database and not of this process. */
export function addEngineFigures(metrics: Metrics, engine: Engine, now: () => number): void {
  const { reads } = engine
  const figures = onceATurn(() => reads.figures(now()))
  const figure = (read: (found: Awaited<ReturnType<typeof reads.figures>>) => Sample[]) => async (): Promise<Sample[]> => read(await figures())
  const age = (instant: number | null): number => (instant === null ? 0 : Math.max(0, now() - instant) / 1000)
  metrics.gauge('parley_due_soon', 'Open disputes whose deadline is near, by dialect.', figure(f => Object.entries(f.dueSoon).map(([dialect, value]) => ({ labels: { dialect }, value }))))
  metrics.gauge('parley_outbox_age_seconds', 'Age of the oldest notice without a place in the stream.', figure(f => [{ value: age(f.oldestUnsequenced) }]))
  metrics.gauge('parley_deliveries_pending', 'Deliveries that wait.', figure(f => [{ value: f.pendingDeliveries }]))
  metrics.gauge('parley_delivery_age_seconds', 'Age of the oldest delivery that waits.', figure(f => [{ value: age(f.oldestPending) }]))
  const bridge = onceATurn(() => reads.bridgeFigures())
  metrics.gauge('parley_errands', 'Acts on their way upstream, by stage.', async () => Object.entries((await bridge()).stages).map(([stage, value]) => ({ labels: { stage }, value })))
  metrics.gauge('parley_errand_unknown_age_seconds', 'Age of the oldest act whose outcome upstream is unknown.', async () => [{ value: age((await bridge()).oldestUnknown) }])
  metrics.gauge('parley_commands_waiting', 'Commands that wait for a transaction.', () => [{ value: engine.waiting() }])
}

/** The figures of one reading come from one look at the store. */
function onceATurn<T>(look: () => Promise<T>): () => Promise<T> {
  let looking: Promise<T> | null = null
  return () => (looking ??= look().finally(() => (looking = null)))
}

/** There is one event loop, however many Parleys share it. */
const resolutionMs = 20
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
/** What is measured is the time between two looks; what is over their distance is delay. */
const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000)

function addProcess(metrics: Metrics): void {
  delay.enable()
  metrics.gauge('parley_event_loop_delay_seconds', 'How late the event loop ran since the last look.', () => {
    const samples = [['0.5', delay.percentile(50)], ['0.99', delay.percentile(99)], ['1', delay.max]] as const
    const read = samples.map(([quantile, nanoseconds]) => ({ labels: { quantile }, value: late(nanoseconds) }))
    delay.reset()
    return read
  })
  metrics.gauge('process_resident_memory_bytes', 'Memory of the process.', () => [{ value: process.memoryUsage.rss() }])
  metrics.gauge('nodejs_heap_used_bytes', 'Heap in use.', () => [{ value: process.memoryUsage().heapUsed }])
  metrics.gauge('process_uptime_seconds', 'Time since the start.', () => [{ value: process.uptime() }])
}
