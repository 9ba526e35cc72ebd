// What was measured as tables, and each target with what was reached.

import { summaryOf } from './callers.ts'
import type { Run } from './callers.ts'
import { medianOf } from './callers.ts'
import { runsOf } from './accepting.ts'
import type { Accepted, Part } from './accepting.ts'
import { callerCounts } from './options.ts'
import type { StoreKind } from './options.ts'
import { readings } from './reading.ts'
import type { Read, Reading, Way } from './reading.ts'

export type Measured = { kind: StoreKind; disputes: number; accepted: Accepted; read: Read; emptyMb: number }
type Say = (line: string) => void

const parts: Part[] = ['floor', 'pgbench', 'engine', 'http', 'floor, 32 merchants', 'engine, 32 merchants']
const ways: Way[] = ['raw', 'parsed', 'store', 'http']
export const number = (value: number, width: number, digits = 0): string => value.toFixed(digits).padStart(width)

export function report(measured: Measured, say: Say): void {
  const { kind, accepted, read, disputes, emptyMb } = measured
  say(`\n${kind}, ${disputes.toLocaleString('en')} disputes\n`)
  say('accepting               callers  accepts/s      [least-most]  median ms   p99 ms  x floor')
  for (const part of parts) for (const callers of callerCounts) sayPart(accepted, part, callers, say)
  say('\nreading, one caller                reads/s       [least-most]  median ms   p99 ms  p99 x raw')
  for (const reading of readings) for (const way of ways) sayRead(read, reading, way, say)
  say(`\nstart-up ${number(medianOf(accepted.startMs), 0)} ms [${accepted.startMs.map(ms => ms.toFixed(0)).join(' ')}] from spawning to the first answered /healthz`)
  say(`memory (RSS) ${number(emptyMb, 0)} MB idle and empty, ${number(medianOf(accepted.idleMb), 0)} MB started on these disputes, ${number(Math.max(...read.mb), 0)} MB after reading, ${number(Math.max(...accepted.loadedMb), 0)} MB after the load`)
  say('')
  for (const target of targetsOf(measured)) say(targetText(kind, target))
}

function sayPart(accepted: Accepted, part: Part, callers: number, say: Say): void {
  const runs = runsOf(accepted, part, callers)
  if (runs.length === 0) return
  const { run, least, most } = summaryOf(runs)
  const floor = runsOf(accepted, part.includes('merchants') ? 'floor, 32 merchants' : 'floor', callers)
  say(`${part.padEnd(24)}${number(callers, 6)}${number(run.rate, 11)}${`[${least.toFixed(0)}-${most.toFixed(0)}]`.padStart(18)}${number(run.median, 11, 2)}${number(run.p99, 9, 2)}${number(ratioOf(runs, floor, r => r.rate), 9, 2)}`)
}

function sayRead(read: Read, reading: Reading, way: Way, say: Say): void {
  const runs = read.runs.get(`${reading} ${way}`)
  if (!runs) return
  const { run, least, most } = summaryOf(runs)
  const ratio = ratioOf(runs, read.runs.get(`${reading} raw`)!, r => r.p99)
  say(`${reading.padEnd(24)}${way.padEnd(7)}${number(run.rate, 11)}${`[${least.toFixed(0)}-${most.toFixed(0)}]`.padStart(18)}${number(run.median, 11, 2)}${number(run.p99, 9, 2)}${number(ratio, 11, 2)}`)
}

/** The median of the repetitions' own ratios: each compares neighbours in time. */
export function ratioOf(runs: Run[], base: Run[], pick: (run: Run) => number): number {
  return medianOf(runs.map((run, index) => pick(run) / pick(base[index]!)))
}

export type Target = { what: string; want: string; got: number; reached: boolean }

function targetsOf({ kind, accepted, read }: Measured): Target[] {
  const floor = (callers: number): Run[] => runsOf(accepted, 'floor', callers)
  const rate = (part: Part, callers: number): number => ratioOf(runsOf(accepted, part, callers), floor(callers), r => r.rate)
  const queue = (base: string, pick: (run: Run) => number): number => ratioOf(read.runs.get('queue, many closed store')!, read.runs.get(base)!, pick)
  const ofPostgres = kind === 'sqlite' ? [] : [
    atLeast('engine, 256 callers, of the floor', rate('engine', 256), 5),
    atLeast('HTTP, 32 connections, of the floor', rate('http', 32), 1.5),
    atMost('HTTP, 32 connections, p99 of the floor\'s', ratioOf(runsOf(accepted, 'http', 32), floor(32), r => r.p99), 1),
    atMost('HTTP, 1 connection, median of the floor\'s', ratioOf(runsOf(accepted, 'http', 1), floor(1), r => r.median), 1.5),
  ]
  return [
    atLeast('engine, 32 callers, of the floor', rate('engine', 32), kind === 'sqlite' ? 2 : 3), ...ofPostgres,
    atMost('queue page, p99 of the raw query\'s', queue('queue, many closed raw', r => r.p99), 2),
    atMost('queue page never read before, p99 of the raw query\'s', ratioOf(read.runs.get('queue, page by page store')!, read.runs.get('queue, page by page raw')!, r => r.p99), 2),
    atMost('queue page, median with many closed of that with few', queue('queue, few closed store', r => r.median), 1.25),
    atMost('memory under load', Math.max(...accepted.loadedMb), 250, 'MB'),
  ]
}

export const atMost = (what: string, got: number, want: number, unit = 'x'): Target => ({ what, want: `<= ${want} ${unit}`, got, reached: got <= want })
export const atLeast = (what: string, got: number, want: number): Target => ({ what, want: `>= ${want} x`, got, reached: got >= want })

export const targetText = (kind: StoreKind, { what, want, got, reached }: Target): string =>
  `${reached ? 'reached' : 'MISSED '}  ${kind.padEnd(9)}${what.padEnd(56)}${want.padStart(10)}${number(got, 9, 2)}`
