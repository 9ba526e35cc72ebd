// What the desk costs, beside what it must and what it should.

import { byteBudgets, bytesOfDesk, type Measured } from '../test/kit/desk-bytes.ts'
import { medianOf } from './callers.ts'
import { updates, type DeskRun } from './desk.ts'

type Say = (line: string) => void

export function reportDesk(runs: readonly DeskRun[], say: Say): void {
  say('\nthe desk, in Chromium on this machine\n')
  say(`${'measure'.padEnd(58)}      got     must   wanted`)
  const line = (what: string, got: number, must: number, wanted: number, unit: string): void => say(`${what.padEnd(58)}${shown(got)}${shown(must)}${shown(wanted)} ${unit}  ${got <= wanted ? 'as wanted' : got <= must ? 'reached' : 'MISSED'}`)
  const bytes = bytesOfDesk()
  for (const name of Object.keys(byteBudgets) as (keyof Measured)[]) line(name, bytes[name] / 1000, byteBudgets[name].must / 1000, byteBudgets[name].wanted / 1000, 'kB br')
  for (const { open, firstRow, keys, opening, shift, vitals, mb } of runs) {
    const queue = `${open.toLocaleString('en')} open`
    line(`${queue}: first row, median of ${firstRow.length}`, medianOf(firstRow), 1000, 600, 'ms')
    line(`${queue}: key press to paint, p50 of ${keys.length}`, medianOf(keys), 100, 50, 'ms')
    line(`${queue}: key press to paint, p95`, percentile(keys, 0.95), 100, 50, 'ms')
    line(`${queue}: opening a dispute, median of ${opening.length}`, medianOf(opening), 150, 60, 'ms')
    line(`${queue}: cumulative layout shift`, shift, 0.1, 0, '')
    line(`${queue}: largest paint, nothing cached, median of ${vitals.largest.length}`, medianOf(vitals.largest), 1000, 600, 'ms')
    line(`${queue}: the same over a fast 4G line`, medianOf(vitals.largestFar), 2500, 1500, 'ms')
    line(`${queue}: slowest interaction of a visit, p75 of ${vitals.slowest.length}`, percentile(vitals.slowest, 0.75), 200, 50, 'ms')
    if (mb) line(`${queue}: heap after ${updates.toLocaleString('en')} updates (before: ${mb.before.toFixed(1)})`, mb.after, 200, 120, 'MB')
  }
}

const percentile = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1]!
const shown = (value: number): string => value.toFixed(value < 1 ? 3 : 1).padStart(9)
