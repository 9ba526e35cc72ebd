// What forwarding costs beside asking the provider oneself, each target with what was reached.

import { availableParallelism } from 'node:os'
import type { Bridged } from './bridge.ts'
import { medianOf, summaryOf } from './callers.ts'
import { answersAfterMs, backs, bridgeCallers, forwardedRuns } from './forwarding.ts'
import type { Forwarded } from './forwarding.ts'
import type { Listed, Reading } from './listing.ts'
import { manyConnections } from './many-connections.ts'
import type { Many } from './many-connections.ts'
import type { StoreKind } from './options.ts'
import { atLeast, atMost, number, ratioOf, targetText } from './report.ts'
import type { Target } from './report.ts'

type Say = (line: string) => void

export function reportBridge(kind: StoreKind, { forwarded, listed, many }: Bridged, say: Say): void {
  sayForwarded(kind, forwarded, say)
  sayListed(kind, listed, say)
  sayMany(kind, many, say)
}

function sayForwarded(kind: StoreKind, forwarded: Forwarded, say: Say): void {
  say(`\n${kind}, accepting what lives at a provider that answers after ${answersAfterMs} ms\n`)
  say('provider  asked      callers  accepts/s      [least-most]  median ms   p99 ms  x direct')
  for (const back of backs) for (const callers of bridgeCallers) for (const way of ['direct', 'forwarded'] as const) {
    const runs = forwardedRuns(forwarded, back, way, callers)
    const { run, least, most } = summaryOf(runs)
    const ratio = ratioOf(runs, forwardedRuns(forwarded, back, 'direct', callers), r => r.rate)
    say(`${back.padEnd(10)}${way.padEnd(10)}${number(callers, 8)}${number(run.rate, 11)}${`[${least.toFixed(0)}-${most.toFixed(0)}]`.padStart(18)}${number(run.median, 11, 2)}${number(run.p99, 9, 2)}${number(ratio, 10, 2)}`)
  }
  say('')
  for (const back of backs) say(boundText(forwarded, back))
  say('')
  for (const back of backs) for (const target of targetsOf(forwarded, back)) say(targetText(kind, target))
}

/** All three share the processors of this machine: what those allow at most, were they never idle. A database of its own takes from it too, and is not counted. */
function boundText(forwarded: Forwarded, back: (typeof backs)[number]): string {
  const spent = forwardedRuns(forwarded, back, 'forwarded', 32).map(run => run.spent)
  const [parley, provider, caller] = (['parley', 'provider', 'caller'] as const).map(side => medianOf(spent.map(one => one[side])))
  const most = (availableParallelism() * 1000) / (parley! + provider! + caller!)
  const direct = medianOf(forwardedRuns(forwarded, back, 'direct', 32).map(({ rate }) => rate))
  return `${back}: an accept takes ${parley!.toFixed(2)} ms of a processor in Parley, ${provider!.toFixed(2)} at the provider, ${caller!.toFixed(2)} at the caller: all of this machine would do at most ${most.toFixed(0)}/s, ${(most / direct).toFixed(2)} x direct`
}

function sayListed(kind: StoreKind, { disputes, changed, first, again }: Listed, say: Say): void {
  const text = ({ perSecond, seconds, mb }: Reading): string => `${number(perSecond, 9)} disputes/s${number(seconds, 8, 1)} s${number(mb.before, 7)} MB before${number(mb.most, 6)} MB at most`
  say(`\n${kind}, reading a provider's list of ${disputes.toLocaleString('en')} disputes\n`)
  say(`learned of${text(first)}`)
  for (const reading of again) say(`read again${text(reading)}, ${changed.toLocaleString('en')} of them changed`)
  say(targetText(kind, atMost('memory that reading a list again takes', Math.max(...again.map(({ mb }) => mb.most - mb.before)), 50, 'MB')))
}

function sayMany(kind: StoreKind, { alive, oneDead }: Many, say: Say): void {
  say(`\n${kind}, accepting over ${manyConnections.toLocaleString('en')} connections at 32 callers\n`)
  say('                      accepts/s      [least-most]  median ms   p99 ms')
  for (const [name, runs] of [['all answer', alive], ['one never does', oneDead]] as const) {
    const { run, least, most } = summaryOf(runs)
    say(`${name.padEnd(20)}${number(run.rate, 11)}${`[${least.toFixed(0)}-${most.toFixed(0)}]`.padStart(18)}${number(run.median, 11, 2)}${number(run.p99, 9, 2)}`)
  }
  say('')
  say(targetText(kind, atLeast('with one dead, rate of that with none', ratioOf(oneDead, alive, r => r.rate), 0.9)))
  say(targetText(kind, atMost('with one dead, median of that with none', ratioOf(oneDead, alive, r => r.median), 1.1)))
}

function targetsOf(forwarded: Forwarded, back: (typeof backs)[number]): Target[] {
  const [direct, own] = [forwardedRuns(forwarded, back, 'direct', 32), forwardedRuns(forwarded, back, 'forwarded', 32)]
  return [
    atLeast(`forwarded to ${back}, 32 callers, of direct`, ratioOf(own, direct, r => r.rate), 0.8),
    atMost(`added by forwarding to ${back}, 32 callers, median`, medianOf(own.map(({ median }, at) => median - direct[at]!.median)), 10, 'ms'),
  ]
}
