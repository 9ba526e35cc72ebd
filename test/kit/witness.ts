/**
 * The witness stands outside the server. It puts load on it, keeps every deed with what was answered, and afterwards holds the
 * server to it: what was acknowledged is there and is answered again byte for byte; what was not is wholly there or wholly absent.
 */
import assert from 'node:assert/strict'
import { dialects } from '../../src/core/dispute.ts'
import type { Random } from './crash-random.ts'
import { insisted, isUnavailable } from './insist.ts'
import type { Call, Heard } from './witness-calls.ts'
import { visible, type WireDispute } from './witness-look.ts'

export type Kind = 'open' | 'accept' | 'hold' | 'submit'
export type Deed = {
  kind: Kind; merchant: number; key: string; path: string; body: object
  /** What the dispute is called by its provider: known before it has an id. */
  theirs: string
  /** `unavailable`: the server said that nothing was done. */
  heard: Heard | 'unknown' | 'unavailable'
}
export type Figures = { acknowledged: number; unknown: number; unknownDone: number; replaysEqual: number; unavailable: number }
export type Witness = {
  figures: Figures
  /** All deeds whose success is known, of the whole run. */
  acknowledged: Deed[]
  /** Works until told to stop or until the server no longer answers. */
  load(calls: readonly Call[], stopped: () => boolean, lanes: number): Promise<void>
  /** Holds a server that was started again to the deeds since the last time; answers how many it looked at. */
  settle(calls: readonly Call[]): Promise<number>
}

export function witnessOf(random: Random, run: string): Witness {
  const figures: Figures = { acknowledged: 0, unknown: 0, unknownDone: 0, replaysEqual: 0, unavailable: 0 }
  const acknowledged: Deed[] = []
  let open: Deed[] = []
  let number = 0

  async function act(calls: readonly Call[], deed: Deed): Promise<Heard | null> {
    open.push(deed)
    const heard = await calls[deed.merchant]!('POST', deed.path, { key: deed.key, body: deed.body })
    if (heard && heard.status < 300) return (deed.heard = heard)
    if (heard) deed.heard = whatItMeans(deed, heard)
    return null
  }

  async function life(calls: readonly Call[]): Promise<boolean> {
    const merchant = random.whole(calls.length)
    const theirs = `${run}-${++number}`
    const kind = random.pick(mixture)
    const opened = await act(calls, deedOf('open', merchant, theirs, '/v1/sandbox/disputes', openingOf(random, theirs, kind)))
    if (!opened) return false
    const { id } = JSON.parse(opened.text) as WireDispute
    if (kind === 'open') return true
    return (await act(calls, deedOf(kind, merchant, theirs, `/v1/disputes/${id}/${kind === 'submit' ? 'submit' : 'accept'}`, bodyOf(kind, random)))) !== null
  }

  return {
    figures, acknowledged,
    async load(calls, stopped, lanes) {
      const lane = async (): Promise<void> => { while (!stopped() && await life(calls)); }
      await Promise.all(Array.from({ length: lanes }, lane))
    },
    async settle(calls) {
      const deeds = open
      open = []
      // What was acknowledged comes first, before anything is done anew; of one dispute the opening before the decision.
      const isAcknowledged = ({ heard }: Deed): boolean => typeof heard === 'object'
      const inOrder = [deeds.filter(isAcknowledged), ...[true, false].map((opens) => deeds.filter((deed) => !isAcknowledged(deed) && (deed.kind === 'open') === opens))]
      for (const some of inOrder) await eachOf(some, (deed) => settleOne(calls[deed.merchant]!, deed, figures))
      acknowledged.push(...deeds)
      return deeds.length
    },
  }
}

const mixture = ['accept', 'accept', 'accept', 'accept', 'hold', 'submit', 'open'] as const

function deedOf(kind: Kind, merchant: number, theirs: string, path: string, body: object): Deed {
  return { kind, merchant, theirs, key: `${kind}-${theirs}`, path, body, heard: 'unknown' }
}

/** The native dialect takes a statement alone as a defense. */
function openingOf(random: Random, theirs: string, next: Kind): object {
  const amount = { value: random.between(1, 1_000_000), currency: random.pick(['THB', 'JPY', 'KWD']) }
  const dialect = next === 'submit' ? 'native' : random.pick(dialects)
  return { amount, respond_in: 'P9D', dialect, theirs: { id: theirs }, payment: { id: `pay-${theirs}` } }
}

function bodyOf(kind: Exclude<Kind, 'open'>, random: Random): object {
  if (kind === 'submit') return { statement: 'The parcel was handed over.' }
  return { reason: 'customer_is_right', ...(kind === 'hold' ? { hold_seconds: random.between(1, 30) } : {}) }
}

/** Every deed is a lawful one, so the only answers beside success are that the store is away and that nobody knows. */
function whatItMeans({ kind, key }: Deed, heard: Heard): 'unknown' | 'unavailable' {
  if (isUnavailable(heard)) return 'unavailable'
  assert.equal((JSON.parse(heard.text) as { code: string }).code, 'outcome_unknown', `${kind} under ${key} was answered ${heard.status} ${heard.text}`)
  return 'unknown'
}

async function settleOne(call: Call, deed: Deed, figures: Figures): Promise<void> {
  const { heard, key, path, body } = deed
  const before = await visible(call, deed)
  const again = await insisted(() => call('POST', path, { key, body }))
  assert.ok(again, `the repetition of ${key} was not answered`)
  assert.ok(again.status < 300, `the repetition of ${key} was answered ${again.status} ${again.text}; first: ${JSON.stringify(heard)}`)
  assert.equal(again.replayed, before, `${key}: its effect was ${before ? 'there, and it was done again' : 'absent, and yet its answer was kept'}`)
  if (typeof heard === 'object') {
    assert.ok(before, `${key} was acknowledged and is lost: ${heard.text}`)
    assert.deepEqual([again.status, again.text], [heard.status, heard.text], `${key} was answered otherwise the second time`)
    figures.acknowledged++
    figures.replaysEqual++
  } else {
    if (heard === 'unavailable') assert.ok(!before, `${key}: nothing was done, said the answer, and yet it was`)
    figures[heard === 'unknown' ? 'unknown' : 'unavailable']++
    if (before) figures.unknownDone++
    deed.heard = again
    assert.ok(await visible(call, deed), `${key} was done at last, and is not to be seen`)
  }
}

/** A few at a time, as many callers would come back. */
async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: 12 }, worker))
}

/** Anything lost, half done or answered otherwise has stopped the loop before this is said. */
export function sentenceOf({ acknowledged, replaysEqual, unknown, unknownDone, unavailable }: Figures): string {
  const never = `${unknown} never answered (${unknownDone} wholly done, ${unknown - unknownDone} wholly not)`
  return `${acknowledged} deeds acknowledged, ${acknowledged - replaysEqual} lost or answered otherwise, ${never}, ${unavailable} told that nothing was done`
}
