// What a sample dispute is: an opening and the steps that bring it to its state, all as data. Moments are distances from a base
// instant ("-P3DT2H" is before it, "+PT5H" after it), money is text in major units ("THB 1200.00").

import type { AcceptReason, DialectName, Home, Phase, ReasonCategory } from '../core/dispute.ts'
import type { DisputeId, MerchantId } from '../core/ids.ts'
import type { Verdict } from '../core/command.ts'
import { memberOf, type MemberName } from './cast.ts'
import { fixedId } from './seed.ts'

export type Moment = `${'+' | '-'}P${string}`
export type MoneyText = `${string} ${string}`
export type Charge = { kind: string; money: MoneyText; refundable: boolean }

export type Step = { at: Moment } & (
  | { do: 'accept'; reason: AcceptReason; note?: string; hold?: string }
  | { do: 'undo' }
  | { do: 'write'; category: string; text: string }
  | { do: 'attach'; category: string; name: string }
  | { do: 'submit'; statement?: string }
  | { do: 'annotate'; note: string }
  | { do: 'judge'; verdict: Verdict; final?: boolean; judged?: MoneyText; note?: string; fees?: Charge[] }
  | { do: 'reverse'; note: string; fees?: Charge[] }
  | { do: 'escalate'; phase: Phase; due: Moment; note: string; fees?: Charge[] }
  | { do: 'move_deadline'; due: Moment }
  | { do: 'refuse'; code: string; text: string }
)

/** What comes by time alone: the warning a day before the deadline, the end just after it. Its moment follows from the deadline. */
export type ByItself = { do: 'warn' | 'expire' }

export type Scenario = {
  name: string
  merchant: MemberName
  dialect: DialectName
  phase: Phase
  home?: Home
  opened: Moment
  /** Left out: as the provider's terms have it. */
  due?: Moment
  money: MoneyText
  settlement?: { money: MoneyText; rate: string }
  fees?: Charge[]
  reason: { category: ReasonCategory; code: string | null; text?: string; network?: string; networkCode?: string }
  payment: { id: string; order: string; paid: Moment; captured?: MoneyText; refunded?: MoneyText }
  story?: { language: string; customer: string; text: string }
  tags?: string[]
  steps?: (Step | ByItself)[]
}

export const disputeIdOf = (name: string): DisputeId => fixedId('dsp', name)
export const memberIdOf = (scenario: Scenario): MerchantId => memberOf(scenario.merchant).id
