// What can be done with a dispute now, and if not, why not: asked of `decide` itself, so that a screen and an answer never differ.

import type { Command } from '../../core/command.ts'
import { decide } from '../../core/decide.ts'
import type { Actor, Dispute } from '../../core/dispute.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { Terms } from '../../core/terms.ts'
import type { Instant } from '../../core/time.ts'
import type { WireDispute } from './contract/dispute.ts'
import { detailOf } from './problems.ts'
import { conditionsOf } from './conditions.ts'
import { secondsLeft, toWireDispute } from './translate.ts'

/** The dispute as one reader sees it at one moment. */
export function viewOf(dispute: Dispute, terms: Terms, now: Instant): WireDispute {
  return { ...toWireDispute(dispute), seconds_left: secondsLeft(dispute, now), can: possibleOf(dispute, terms, now), ...conditionsOf(dispute, now) }
}

function possibleOf(dispute: Dispute, terms: Terms, now: Instant): NonNullable<WireDispute['can']> {
  const tried = (command: Command) => {
    const outcome = decide(dispute, command, { terms, now, payment: null })
    return isRefusal(outcome) ? { refused: outcome.refused, why: detailOf(outcome.refused, outcome.facts) } : (true as const)
  }
  return {
    accept: tried({ kind: 'accept', by, act, reason: 'unspecified', note: null, holdMs: 0, expect: {}, override: null }),
    submit: tried({ kind: 'submit', by, act, statement: 'x', expect: {} }),
    add_evidence: tried({ kind: 'stage', by, item: note(now) }),
    undo: tried({ kind: 'undo', by, act: pendingActOf(dispute) }),
  }
}

/** Whoever asks: who it is never decides what is possible. */
const by: Actor = { kind: 'system', id: 'possible', surface: 'native', request: null }
const act = 'act_possible' as const

const pendingActOf = (dispute: Dispute) => ('pending' in dispute && dispute.pending ? dispute.pending.id : act)

const note = (now: Instant) =>
  ({ id: 'evd_possible', kind: 'text', category: null, name: null, type: 'text/plain', size: 1, digest: '', text: 'x', addedAt: now }) as const
