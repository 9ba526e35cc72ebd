/** Disputes of Ahrvo's as any number of commands, taken or refused, leave them, and an instant not before the last. */
import fc from 'fast-check'
import type { Command } from '../../src/core/command.ts'
import type { Dispute } from '../../src/core/dispute.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import { ahrvoTerms as terms } from '../../src/dialects/ahrvo/terms.ts'
import { accept, annotate, ask, confirm, day, deadline, elapse, escalate, hour, judge, moveDeadline, noon, open, refuseAct, respondBy, reverse, stage, submit, undo } from './builders.ts'

const commands: Command[] = [
  accept(), accept({ holdMs: hour }), undo(), stage(), submit(), confirm(), refuseAct(), elapse(), reverse(), escalate(), moveDeadline(deadline + 9 * day), annotate({ metadata: { a: 'b' } }),
  ...(['won', 'lost', 'withdrawn', 'prevented', 'refunded'] as const).flatMap(verdict => [judge(verdict), judge(verdict, { final: false })]),
]
const openings = fc.record({ phase: fc.constantFrom('inquiry' as const, 'chargeback' as const, 'arbitration' as const), home: fc.constantFrom('house' as const, 'con_00000000000000000000000000' as const), amount: fc.bigInt({ min: 0n, max: 10n ** 15n }) })

export const reached = fc.record({ opening: openings, steps: fc.array(fc.record({ command: fc.constantFrom(...commands), wait: fc.integer({ min: 0, max: 4 * day }) }), { maxLength: 12 }), later: fc.integer({ min: 0, max: 40 * day }) })
  .map(({ opening: { phase, home, amount }, steps, later }) => {
    let at = noon
    let dispute = taken(null, open({ phase, home, dialect: 'ahrvo', money: { amount, currency: 'USD' }, respondBy: respondBy(deadline) }), at)!
    for (const { command, wait } of steps) dispute = taken(dispute, command, at += wait) ?? dispute
    return { dispute, now: at + later }
  })

function taken(dispute: Dispute | null, command: Command, at: number): Dispute | null {
  const outcome = ask(dispute, command, { at, terms })
  return isRefusal(outcome) ? null : outcome.dispute
}
