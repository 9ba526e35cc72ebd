/** What every race of the folder needs: rounds of callers at one dispute, and what must hold of it afterwards whoever won. */
import assert from 'node:assert/strict'
import { allAtOnce, shuffled, type Racer } from '../kit/barrier.ts'
import { randomOf } from '../kit/crash-random.ts'
import { bearer, exchange, type Answer, type Request } from '../kit/http.ts'
import type { Owner, Servers } from '../kit/http-servers.ts'
import { insisted, isUnavailable } from '../kit/insist.ts'
import { textOf, type Json } from '../kit/native.ts'

export const chance = randomOf('race')

export type Run = { servers: Servers; owner: Owner }
export type Heard = Answer & { from: string }
/** `name` tells the sides of a race apart. */
export type Caller = Request & { name: string; afterMs?: number; by?: Record<string, string> }

/** Everybody at once, in any order, over all processes in turn. An answer that did not come is a failure here. */
export async function race({ servers, owner }: Run, callers: readonly Caller[]): Promise<Heard[]> {
  const racers = shuffled(callers, chance).map((caller, at): Racer & { name: string } =>
    ({ ...caller, url: servers.urls[at % servers.urls.length]!, headers: { ...(caller.by ?? bearer(owner.key)), ...caller.headers } }))
  const answers = await allAtOnce(racers)
  return Promise.all(answers.map(async (first, at) => {
    const racer = racers[at]!
    assert.ok(first, `${racer.name} was not answered`)
    const answer = isUnavailable(first) ? await insisted(() => exchange(racer.url, racer)) : first
    return { ...answer, from: racer.name }
  }))
}

export const times = (count: number, caller: Caller): Caller[] => Array.from({ length: count }, () => caller)
export const on = (dispute: string, what: string, body: object, more: Partial<Caller> = {}): Caller =>
  ({ name: what, method: 'POST', target: `/v1/disputes/${dispute}/${what}`, body, ...more })
export const judging = (dispute: string, verdict: string): Caller =>
  ({ name: 'judge', method: 'POST', target: `/v1/sandbox/disputes/${dispute}/judge`, body: { verdict } })

export const codeOf = ({ status, body }: Answer): string => (status < 300 ? 'done' : textOf(body.code))
export const done = (heard: readonly Heard[], from?: string): Heard[] => heard.filter((one) => one.status < 300 && (from === undefined || one.from === from))

/** How many were told what. */
export function tally(heard: readonly Heard[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const one of heard) counts[`${one.from} ${codeOf(one)}`] = (counts[`${one.from} ${codeOf(one)}`] ?? 0) + 1
  return counts
}

export type Ended = { dispute: Json; kinds: string[]; state: string; postings: Json[] }

/** Reads the dispute as it ended; what may never be is checked for every one of them. */
export async function ended({ servers, owner }: Run, id: string): Promise<Ended> {
  const [dispute, events, postings] = await Promise.all([servers.dispute(owner, id), servers.all(owner, `/v1/disputes/${id}/events`), servers.all(owner, `/v1/disputes/${id}/postings`)])
  const kinds = events.map(({ kind }) => textOf(kind))
  assert.deepEqual(events.map(({ seq }) => Number(seq)), kinds.map((_, at) => at + 1))
  const last = kinds.findIndex((kind) => ends.includes(kind))
  assert.ok(last < 0 || last === kinds.length - 1, `something happened after the end: ${kinds.join(', ')}`)
  assert.ok(kinds.filter((kind) => kind === 'submitted').length <= 1)
  const keys = postings.map(({ code, from, to }) => `${textOf(code)} ${textOf(from)} ${textOf(to)}`)
  assert.equal(new Set(keys).size, keys.length, `money moved twice: ${keys.join(', ')}`)
  return { dispute, kinds, postings, state: textOf(dispute.state) }
}

const ends = ['accepted', 'expired', 'resolved']

export function figures(outcomes: readonly string[]): string {
  const counts = Object.entries(Object.groupBy(outcomes, (one) => one)).map(([name, all]) => `${name} ${all!.length}`)
  return counts.sort().join(', ')
}
