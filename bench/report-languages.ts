// Each language's rate beside native's, and Alipay's beside what the cores can sign and verify.

import { medianOf, summaryOf } from './callers.ts'
import { connections } from './languages.ts'
import type { Languages } from './languages.ts'
import type { StoreKind } from './options.ts'
import { atLeast, number, ratioOf, targetText } from './report.ts'

export function reportLanguages(kind: StoreKind, { runs, rsa }: Languages, say: (line: string) => void): void {
  const native = runs.get('native')!
  say(`\n${kind}, accepting over HTTP at ${connections} connections\n`)
  say('language       accepts/s      [least-most]  median ms   p99 ms  x native')
  for (const [dialect, own] of runs) {
    const { run, least, most } = summaryOf(own)
    say(`${dialect.padEnd(12)}${number(run.rate, 12)}${`[${least.toFixed(0)}-${most.toFixed(0)}]`.padStart(18)}${number(run.median, 11, 2)}${number(run.p99, 9, 2)}${number(ratioOf(own, native, r => r.rate), 10, 2)}`)
  }
  say(`RSA          ${number(medianOf(rsa), 11)}  verifications and signatures per second on all cores (2048 bits)\n`)
  for (const dialect of ['afterpay', 'omise', 'moov', 'ahrvo'] as const) say(targetText(kind, atLeast(`${dialect}, of native`, ratioOf(runs.get(dialect)!, native, r => r.rate), 0.85)))
  const alipay = runs.get('alipay')!.map(({ rate }) => rate)
  say(targetText(kind, atLeast('alipay, of what the cores can sign and verify', medianOf(alipay.map((rate, at) => rate / rsa[at]!)), 0.7)))
  // Where signing is quicker than all the rest, the rest is the limit: both together are what an acceptance costs at least.
  const both = alipay.map((rate, at) => rate * (1 / native[at]!.rate + 1 / rsa[at]!))
  say(`          ${kind.padEnd(9)}alipay, of native and the signatures one after the other${number(medianOf(both), 19, 2)}`)
}
