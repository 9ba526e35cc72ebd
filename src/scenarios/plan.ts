// Turns a scenario into commands with instants, in the order in which they happened. The same base gives the same plan.

import type { Command } from '../core/command.ts'
import type { Actor, EvidenceItem } from '../core/dispute.ts'
import { usualRespondBy, warningBefore } from '../core/deadline.ts'
import { parseDuration } from '../core/duration.ts'
import type { Terms } from '../core/terms.ts'
import type { Instant } from '../core/time.ts'
import { openingOf } from './opening.ts'
import { evidenceOf } from './proof.ts'
import type { ByItself, Scenario, Step } from './scenario.ts'
import { fixedId } from './seed.ts'
import { feesOf, instantOf, moneyOf } from './words.ts'

/** `file` is the staged item whose bytes have to be stored with it. */
export type Planned = { at: Instant; command: Command; file: EvidenceItem | null }
type On = { scenario: Scenario; base: Instant; place: number }

export async function planOf(scenario: Scenario, base: Instant, terms: Terms): Promise<Planned[]> {
  const opening = openingOf(scenario, base)
  const plan: Planned[] = [{ at: opening.openedAt, command: { kind: 'open', by: provider, opening }, file: null }]
  let due = (opening.respondBy ?? usualRespondBy(terms, opening.phase, opening.openedAt)).at
  for (const [place, step] of (scenario.steps ?? []).entries()) {
    plan.push('at' in step ? await happens(step, { scenario, base, place }) : comesByItself(step, due))
    if ('due' in step) due = instantOf(step.due, base)
  }
  return plan
}

const provider: Actor = { kind: 'upstream', id: 'sample-provider', surface: 'sandbox', request: null }
const timekeeper: Actor = { kind: 'system', id: 'timekeeper', surface: 'timekeeper', request: null }

/** An instant after the deadline the dispute is over; a day before it the merchant is warned. */
function comesByItself(step: ByItself, due: Instant): Planned {
  return { at: step.do === 'warn' ? due - warningBefore : due + 1, command: { kind: 'elapse', by: timekeeper }, file: null }
}

async function happens(step: Step, on: On): Promise<Planned> {
  const at = instantOf(step.at, on.base)
  if (step.do !== 'write' && step.do !== 'attach') return { at, command: commandOf(step, on), file: null }
  const item = await evidenceOf(step, fixedId('evd', nameOf(on)), at)
  return { at, command: { kind: 'stage', by: merchantOf(on), item }, file: item.kind === 'file' ? item : null }
}

function commandOf(step: Exclude<Step, { do: 'write' | 'attach' }>, on: On): Command {
  const by = merchantOf(on)
  const act = fixedId('act', nameOf(on))
  switch (step.do) {
    case 'accept': return { kind: 'accept', by, act, reason: step.reason, note: step.note ?? null, holdMs: holdOf(step.hold), expect: {}, override: null }
    case 'undo': return { kind: 'undo', by, act: actBefore(on) }
    case 'submit': return { kind: 'submit', by, act, statement: step.statement ?? null, expect: {} }
    case 'annotate': return { kind: 'annotate', by, metadata: {}, tags: null, note: step.note }
    case 'judge': return verdictOf(step)
    case 'reverse': return { kind: 'reverse', by: provider, note: step.note, fees: feesOf(step.fees) }
    case 'escalate': return { kind: 'escalate', by: provider, phase: step.phase, respondBy: told(step.due, on), fees: feesOf(step.fees), note: step.note }
    case 'move_deadline': return { kind: 'move_deadline', by: provider, respondBy: told(step.due, on) }
    case 'refuse': return { kind: 'refuse', by: provider, act: actBefore(on), code: step.code, text: step.text }
  }
}

function verdictOf({ verdict, final = true, judged, note, fees }: Extract<Step, { do: 'judge' }>): Command {
  return { kind: 'resolve', by: provider, verdict, final, judged: judged ? moneyOf(judged) : null, note: note ?? null, fees: feesOf(fees) }
}

/** The act of the nearest step before this one that made one. */
function actBefore({ scenario, base, place }: On) {
  const made = (scenario.steps ?? []).slice(0, place).findLastIndex(step => step.do === 'accept' || step.do === 'submit')
  return fixedId('act', nameOf({ scenario, base, place: made }))
}

const nameOf = ({ scenario, place }: On): string => `${scenario.name} ${place}`
const holdOf = (hold: string | undefined): number => (hold ? parseDuration(hold)!.ms : 0)
const told = (due: Parameters<typeof instantOf>[0], on: On) => ({ at: instantOf(due, on.base), zone: null, source: 'provider' as const })
const merchantOf = ({ scenario }: On): Actor => ({ kind: 'user', id: `sample-${scenario.merchant}`, surface: 'desk', request: null })
