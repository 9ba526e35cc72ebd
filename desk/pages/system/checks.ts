// What the server says of itself, judged, with what to do in plain words. Pure.

import type { AnswerOf } from '../../api/contract.ts'
import { lengthWords } from '../../time.ts'
import { healthOf } from '../providers/health.ts'
import type { Connection } from '../providers/shapes.ts'

export type System = AnswerOf<'GET /v1/system'>
export type State = 'good' | 'look' | 'bad'
export type Check = { id: string; name: string; state: State; value: string; /** Null where there is nothing to do. */ advice: string | null }

/** The worst first is for whoever reads; the order here is fixed, so that nothing moves under the eye. */
export const checksOf = (system: System, connections: readonly Connection[] = []): Check[] =>
  [...[store, clock, unknown, sequencer, outbox, workers, loop].map(check => check(system)), ...(connections.length > 0 ? [providers(connections)] : [])]

export function worstOf(checks: readonly Check[]): State {
  return checks.some(({ state }) => state === 'bad') ? 'bad' : checks.some(({ state }) => state === 'look') ? 'look' : 'good'
}

/** Beyond `look` it wants a look, beyond `bad` it is wrong. */
const graded = (value: number, look: number, bad: number): State => (value >= bad ? 'bad' : value >= look ? 'look' : 'good')
const check = (id: string, name: string, state: State, value: string, advice: string): Check => ({ id, name, state, value, advice: state === 'good' ? null : advice })
const seconds = (length: number): string => lengthWords(length * 1_000)
const minute = 60
const hour = 60 * minute

function store({ store: { ok, kind, detail } }: System): Check {
  return check('store', 'Database', ok ? 'good' : 'bad', `${kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}${ok ? ' answers.' : `: ${detail}.`}`,
    'See that the database runs and can be reached from this machine, and that its disk is not full. Nothing can be decided until it answers; nothing is lost.')
}

function clock({ clock: { jumped_seconds: jumped } }: System): Check {
  const off = Math.abs(jumped)
  return check('clock', 'Clock', graded(off, 2, minute), off < 2 ? 'It runs evenly.' : `It jumped by ${seconds(off)} ${jumped > 0 ? 'ahead' : 'back'} since the start.`,
    'See that the machine keeps its time by NTP. Deadlines are judged by this clock: while it is wrong, look at the provider’s own time before you decide.')
}

function unknown({ bridge: { oldest_unknown_seconds: age } }: System): Check {
  return check('unknown', 'Outcomes that are not known', graded(age, 1, 10 * minute), age === 0 ? 'None.' : `The oldest has been unknown for ${seconds(age)}.`,
    'Open the queue with the filter outcome:unknown and look again at each, here or at the provider. Do not decide it a second time: the money may be gone already.')
}

function sequencer({ outbox: { oldest_unsequenced_seconds: age } }: System): Check {
  return check('sequencer', 'Stream of events', graded(age, 10, minute), age === 0 ? 'Nothing waits for its place.' : `The oldest event has waited ${seconds(age)} for its place.`,
    'Start the server again if it goes on: what is shown live, and webhooks, are late until then. No decision depends on it.')
}

function outbox({ outbox: { oldest_delivery_seconds: age } }: System): Check {
  return check('outbox', 'Webhooks to be delivered', graded(age, 5 * minute, hour), age === 0 ? 'Nothing waits.' : `The oldest has waited ${seconds(age)}.`,
    'Look under Webhooks which receiver does not answer, and mend or switch it off. Deliveries are repeated by themselves and are not lost.')
}

function workers({ workers: all }: System): Check {
  const failing = all.filter(({ failures }) => failures > 0)
  return check('workers', 'Workers', failing.length > 0 ? 'look' : 'good', failing.length === 0 ? 'None has failed since the start.' : failing.map(({ worker, failures }) => `${worker}: failed ${failures} ${failures === 1 ? 'time' : 'times'} since the start`).join('; '),
    'The log says why under the worker’s name. Each begins anew by itself; what it did not finish it does later.')
}

function providers(connections: readonly Connection[]): Check {
  const silent = connections.map(connection => ({ name: connection.name, ...healthOf(connection) })).filter(({ tone }) => tone === 'bad')
  return check('providers', 'Connections to providers', silent.length > 0 ? 'look' : 'good', silent.length === 0 ? 'None that is not paused fails.' : silent.map(({ name, word }) => `${name}: ${word.toLowerCase()}`).join('; '),
    'Look under Providers why, and test the connection there. Decisions wait and go out later; until it can be read, what changes there is not known here.')
}

function loop({ loop: { delay_ms: delay, commands_waiting: waiting } }: System): Check {
  return check('loop', 'Load', graded(delay, 100, 1_000), `${Math.round(delay)} ms late at the 99th percentile, ${waiting} ${waiting === 1 ? 'command waits' : 'commands wait'}.`,
    'The machine has too little time for the server. See what else runs on it, or give it a faster processor.')
}
