// Random lives of disputes against the small model in test/kit/model.ts, and what must hold at every step of any life.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accept, annotate, ask, baht, confirm, connection, deepFreeze, elapse, escalate, fee, hour, id, judge, minute, moveDeadline, noon, open, refuseAct, respondBy,
  reverse, stage, submit, termsWith, undo, terms } from '../../test/kit/builders.ts'
import { born, live, type Life, type Rules, type Step } from '../../test/kit/model.ts'
import { apply } from './apply.ts'
import type { Command } from './command.ts'
import { wakeAtOf } from './deadline.ts'
import { phases, type Dispute } from './dispute.ts'
import type { DisputeEvent } from './event.ts'
import { canonicalJson, reviveMoney } from './json.ts'
import { returnedBy } from './payment.ts'
import { movements, postingsOf, type Account, type Posting } from './postings.ts'
import { isRefusal } from './refusal.ts'
import type { MoneyFamily } from './terms.ts'

const amount = 12_000n
const someFamily = fc.constantFrom<MoneyFamily>('debited_at_opening', 'held_at_opening', 'debited_by_conceding', 'no_money_yet')
const someRules: fc.Arbitrary<Rules> = fc.record({
  family: fc.record(Object.fromEntries(phases.map(phase => [phase, someFamily])) as Record<(typeof phases)[number], typeof someFamily>),
  concedingDebits: fc.boolean(), acceptUnderReview: fc.boolean(), secondCycle: fc.boolean(), house: fc.boolean(),
})
const somePhase = fc.constantFrom(...phases)
const someFee = fc.constantFrom(0n, 0n, 0n, 70n)
const named = fc.constantFrom(true, true, true, false)
const windows = fc.constantFrom(0, 1, 10 * minute, hour, 40 * hour)
const spans = fc.constantFrom(-1, 0, 1, 4 * minute, hour, 30 * hour, 80 * hour)
const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('accept' as const), holdMs: windows }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('submit' as const, 'stage' as const, 'annotate' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('elapse' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'confirm' as const, 'refuse' as const), act: named }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resolve' as const), verdict: fc.constantFrom('won', 'won', 'lost', 'withdrawn', 'prevented', 'refunded'),
    final: fc.boolean(), judged: fc.constantFrom(null, null, 0n, 5_000n, amount, amount + 1n), fee: someFee }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), fee: someFee }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('escalate' as const), phase: somePhase, inMs: spans, fee: someFee }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move_deadline' as const), inMs: spans }) },
)
/** How time passes between two steps: not at all, a little, or to the very instant of what is due next, and around it. */
const someWait = fc.oneof(fc.constantFrom(0, 1, minute, hour, 30 * hour), fc.constantFrom<'due' | 'due-1' | 'due+1'>('due', 'due-1', 'due+1'))
const someLife = fc.record({ rules: someRules, phase: somePhase, fee: someFee, dueIn: fc.constantFrom(null, 10 * minute, 80 * hour, 80 * hour),
  steps: fc.array(fc.tuple(someStep, someWait), { minLength: 1, maxLength: 14 }) })

test('random lives go as the model says: what is refused, the state, and the money to the last unit', () => {
  fc.assert(fc.property(someLife, given => {
    const run = new Run(given.rules, given.phase, given.fee, given.dueIn)
    for (const [step, wait] of given.steps) run.step(step, wait)
  }), { numRuns: 3000 })
})

/** What the rules of these lives give where nobody names a deadline. */
const usualDays = { alert: 3, inquiry: 7, chargeback: 14, pre_arbitration: 14, arbitration: 14, compliance: 14, unknown: 14 }

class Run {
  now = noon
  acts = 0
  readonly events: DisputeEvent[] = []
  readonly purse = { available: 0n, held: 0n, clearing: 0n, fees: 0n } as Record<Account, bigint>
  readonly acceptances = new Map<number, number>()
  readonly rules: Rules
  dispute: Dispute | null = null
  life: Life

  constructor(rules: Rules, phase: (typeof phases)[number], opening: bigint, dueIn: number | null) {
    this.rules = rules
    this.life = born(rules, phase, amount, opening, noon, noon + (dueIn ?? usualDays[phase] * 24 * hour), dueIn !== null)
    this.perform(open({ phase, fees: opening ? [fee(opening)] : [], home: rules.house ? 'house' : connection, respondBy: dueIn === null ? null : respondBy(noon + dueIn) }))
    this.compare('opening')
  }

  step(step: Step, wait: number | 'due' | 'due-1' | 'due+1'): void {
    this.pass(wait)
    const expected = live(this.life, step, this.rules, this.now)
    const done = this.perform(this.command(step))
    assert.equal(done, expected !== null, `${step.do} on ${this.life.state}`)
    this.life = expected ?? this.life
    this.compare(step.do)
  }

  pass(wait: number | 'due' | 'due-1' | 'due+1'): void {
    const due = wakeAtOf(this.dispute!) ?? this.now
    this.now = Math.max(this.now, typeof wait === 'number' ? this.now + wait : wait === 'due' ? due : wait === 'due-1' ? due - 1 : due + 1)
  }

  command(step: Step): Command {
    switch (step.do) {
      case 'accept': return accept({ act: id('act', ++this.acts), holdMs: step.holdMs })
      case 'submit': return submit({ act: id('act', ++this.acts) })
      case 'stage': return stage({ type: 'application/pdf', size: 1 })
      case 'annotate': return annotate({ metadata: { seen: 'yes' } })
      case 'elapse': return elapse()
      case 'undo': return undo(this.act(step.act))
      case 'confirm': return confirm(this.act(step.act))
      case 'refuse': return refuseAct(this.act(step.act))
      case 'resolve': return judge(step.verdict, { final: step.final, judged: step.judged === null ? null : baht(step.judged), fees: this.fees(step.fee) })
      case 'reverse': return reverse({ fees: this.fees(step.fee) })
      case 'escalate': return escalate({ phase: step.phase, respondBy: respondBy(this.now + step.inMs), fees: this.fees(step.fee) })
      case 'move_deadline': return moveDeadline(this.now + step.inMs)
    }
  }

  fees(charged: bigint) {
    return charged ? [fee(charged)] : []
  }

  act(right: boolean) {
    const dispute = this.dispute!
    const act = 'act' in dispute ? dispute.act.id : 'pending' in dispute ? dispute.pending?.id : undefined
    return right && act ? act : id('act', 99_999)
  }

  perform(command: Command): boolean {
    const { acceptUnderReview, concedingDebits, family, secondCycle } = this.rules
    const rules = termsWith({ acceptUnderReview, concedingDebits, family, secondCycle, evidence: { ...terms.evidence, files: 1000 } })
    const outcome = ask(deepFreeze(this.dispute), deepFreeze(command), { at: this.now, terms: rules })
    if (isRefusal(outcome)) return false
    for (const event of outcome.events) this.happened(event)
    assert.deepEqual(this.dispute, outcome.dispute)
    return true
  }

  happened(event: DisputeEvent): void {
    const before = this.dispute
    const after = apply(deepFreeze(before), deepFreeze(event))
    for (const posting of postingsOf(before, event, after)) this.post(posting)
    this.events.push(event)
    this.dispute = after
    if (event.kind === 'accepted') this.acceptances.set(after.cycle, (this.acceptances.get(after.cycle) ?? 0) + 1)
  }

  post({ code, from, to, money }: Posting): void {
    assert.deepEqual([from, to], movements[code])
    assert.ok(money.amount > 0n)
    this.purse[from] -= money.amount
    this.purse[to] += money.amount
  }

  compare(what: string): void {
    const { life, purse, dispute } = this
    const told = `after ${what}`
    assert.equal(dispute!.state, life.state, told)
    assert.deepEqual({ available: purse.available + purse.fees, held: purse.held, fees: purse.fees }, life.purse, told)
    assert.equal(purse.available + purse.held + purse.clearing + purse.fees, 0n, told)
    this.invariants()
  }

  invariants(): void {
    const { dispute, purse } = this
    const principal = purse.available + purse.fees + purse.held
    assert.ok(principal <= 0n && principal >= -amount, `the principal moved by ${principal}`)
    assert.ok([...this.acceptances.values()].every(count => count === 1), 'one acceptance in a cycle')
    assert.equal(dispute!.revision, this.events.length)
    assert.ok(returnedBy(dispute!) >= 0n && returnedBy(dispute!) <= amount)
    assert.deepEqual(this.events.reduce<Dispute | null>(apply, null), dispute)
    assert.deepEqual(reviveMoney(canonicalJson(dispute)), dispute)
    assert.deepEqual(reviveMoney(canonicalJson(this.events.at(-1))), this.events.at(-1))
  }
}
