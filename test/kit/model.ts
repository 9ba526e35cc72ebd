// A second, simpler telling of a dispute's life, written from the design and not from the code: what may happen when, and where
// the merchant's money then is. It must not import anything that decides.
import type { Phase, State } from '../../src/core/dispute.ts'
import type { MoneyFamily } from '../../src/core/terms.ts'

export type Rules = { family: Record<Phase, MoneyFamily>; concedingDebits: boolean; acceptUnderReview: boolean; secondCycle: boolean; house: boolean }
export type Purse = { available: bigint; held: bigint; fees: bigint }

/** One step, with everything that could matter already weighed: `act` says whether it names the act that is on its way. */
export type Step =
  | { do: 'accept'; holdMs: number } | { do: 'submit' } | { do: 'undo'; act: boolean } | { do: 'elapse' } | { do: 'stage' } | { do: 'annotate' }
  | { do: 'resolve'; verdict: 'won' | 'lost' | 'withdrawn' | 'prevented' | 'refunded'; final: boolean; judged: bigint | null; fee: bigint }
  | { do: 'reverse'; fee: bigint } | { do: 'escalate'; phase: Phase; inMs: number; fee: bigint } | { do: 'move_deadline'; inMs: number }
  | { do: 'confirm'; act: boolean } | { do: 'refuse'; act: boolean }

export type Life = {
  state: State; phase: Phase; purse: Purse; amount: bigint; due: number | null; assumed: boolean; warned: number | null; openedAt: number; pending: number | null
  before: 'needs_response' | 'under_review'; provisional: boolean; unreturned: bigint; acceptances: number; cycle: number
}

const fiveMinutes = 300_000
const oneDay = 86_400_000

export function born(rules: Rules, phase: Phase, amount: bigint, fee: bigint, now: number, due: number, named: boolean): Life {
  const life: Life = {
    state: 'needs_response', phase, amount, due, assumed: !named && !rules.house, warned: null, openedAt: now, pending: null, before: 'needs_response', provisional: false,
    purse: { available: 0n, held: 0n, fees: 0n }, unreturned: 0n, acceptances: 0, cycle: 1,
  }
  charge(life, fee)
  takeAtOpening(life, rules)
  return life
}

/** The life after the step, or null where the step is refused. */
export function live(old: Life, step: Step, rules: Rules, now: number): Life | null {
  const life = { ...old, purse: { ...old.purse } }
  return tellings[step.do](life, step as never, rules, now) ? life : null
}

type Telling<K extends Step['do']> = (life: Life, step: Extract<Step, { do: K }>, rules: Rules, now: number) => boolean
const tellings: { [K in Step['do']]: Telling<K> } = {
  accept(life, { holdMs }, rules, now) {
    if (life.pending !== null || !mayAccept(life, rules) || isLate(life, now)) return false
    const until = Math.min(now + holdMs, latestUndo(life))
    // The merchant is told when it goes out: a deadline that is moved away later does not put that off.
    if (until > now) life.pending = until
    else concedeNow(life, rules)
    return true
  },
  submit(life, _, { house }, now) {
    if (life.state !== 'needs_response' || life.pending !== null || isLate(life, now)) return false
    life.state = house ? 'under_review' : 'submitting'
    return true
  },
  undo(life, { act }, _rules, now) {
    if (life.pending === null || !act || now >= Math.min(life.pending, latestUndo(life))) return false
    life.pending = null
    return true
  },
  elapse(life, _, rules, now) {
    const over = isPast(life, now)
    const warnAt = life.state === 'needs_response' && life.due !== null && life.warned !== life.due && (!rules.house || life.due - oneDay > life.openedAt) ? life.due - oneDay : Infinity
    const outAt = life.pending === null ? Infinity : Math.min(life.pending, latestUndo(life))
    if ((!over || !rules.house) && warnAt <= now && warnAt < outAt) life.warned = life.due
    else if (over && now > endOf(life, rules) && endOf(life, rules) + 1 < outAt) expire(life, rules)
    else if (outAt <= now) concedeNow(life, rules)
    else return false
    return true
  },
  stage: (life, _, _rules, now) => life.state === 'needs_response' && life.pending === null && !isLate(life, now),
  annotate: () => true,
  resolve(life, { verdict, final, judged, fee }, rules) {
    if (!isOpen(life) || (judged !== null && judged > life.amount)) return false
    life.state = verdict
    life.pending = null
    life.provisional = verdict === 'won' && !final
    if (verdict === 'lost') lose(life, rules, judged ?? life.amount)
    else if (verdict === 'won' && judged !== null) lose(life, rules, judged)
    else giveBack(life)
    if (verdict === 'won') returnFees(life)
    charge(life, fee)
    return true
  },
  reverse(life, { fee }, rules) {
    if (life.state !== 'won' || !life.provisional) return false
    life.state = 'lost'
    lose(life, rules, life.amount)
    charge(life, fee)
    return true
  },
  escalate(life, { phase, inMs, fee }, rules, now) {
    const again = (life.state === 'won' || life.state === 'lost') && rules.secondCycle
    if (inMs <= 0 || !(life.state === 'needs_response' || life.state === 'under_review' || again)) return false
    if (again) Object.assign(life, { cycle: life.cycle + 1, acceptances: 0 })
    Object.assign(life, { state: 'needs_response', phase, due: now + inMs, assumed: false, pending: null })
    if (life.purse.available === 0n && life.purse.held === 0n) takeAtOpening(life, rules)
    charge(life, fee)
    return true
  },
  move_deadline(life, { inMs }, _rules, now) {
    if (life.state !== 'needs_response' || inMs <= 0) return false
    Object.assign(life, { due: now + inMs, assumed: false })
    return true
  },
  confirm(life, { act }, rules) {
    if (!act || (life.state !== 'accepting' && life.state !== 'submitting')) return false
    if (life.state === 'accepting') concede(life, rules)
    else life.state = 'under_review'
    return true
  },
  refuse(life, { act }) {
    if (!act || (life.state !== 'accepting' && life.state !== 'submitting')) return false
    life.state = life.state === 'accepting' ? life.before : 'needs_response'
    return true
  },
}

const isOpen = ({ state }: Life): boolean => ['needs_response', 'accepting', 'submitting', 'under_review'].includes(state)
const isPast = ({ state, due }: Life, now: number): boolean => state === 'needs_response' && due !== null && now > due
/** A provider that named no deadline turns nobody away by it. */
const isLate = (life: Life, now: number): boolean => isPast(life, now) && !life.assumed
const mayAccept = ({ state }: Life, { acceptUnderReview }: Rules): boolean => state === 'needs_response' || (state === 'under_review' && acceptUnderReview)
const endOf = ({ due, assumed }: Life, { house }: Rules): number => due! + (house ? 0 : assumed ? 3650 : 30) * oneDay
const latestUndo = ({ state, due, assumed }: Life): number => (state === 'needs_response' && due !== null && !assumed ? due - fiveMinutes : Infinity)

function concedeNow(life: Life, rules: Rules): void {
  life.pending = null
  life.before = life.state as Life['before']
  if (rules.house) concede(life, rules)
  else life.state = 'accepting'
}

function concede(life: Life, rules: Rules): void {
  life.state = 'accepted'
  life.acceptances += 1
  lose(life, rules, life.amount)
}

function expire(life: Life, rules: Rules): void {
  life.state = 'expired'
  life.pending = null
  lose(life, rules, life.amount)
}

function takeAtOpening({ phase, purse, amount }: Life, { family }: Rules): void {
  if (family[phase] === 'debited_at_opening' || family[phase] === 'held_at_opening') purse.available = -amount
  if (family[phase] === 'held_at_opening') purse.held = amount
}

function lose({ phase, purse }: Life, { family, concedingDebits }: Rules, part: bigint): void {
  const atStake = purse.available !== 0n || purse.held !== 0n
  if (family[phase] === 'no_money_yet' && !concedingDebits && !atStake) return
  Object.assign(purse, { available: -part, held: 0n })
}

const giveBack = ({ purse }: Life): void => void Object.assign(purse, { available: 0n, held: 0n })

function charge(life: Life, fee: bigint): void {
  life.purse.fees += fee
  life.unreturned += fee
}

function returnFees(life: Life): void {
  life.purse.fees -= life.unreturned
  life.unreturned = 0n
}
