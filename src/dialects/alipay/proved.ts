// What an answer to a decision proves. Only a SUCCESS for this very dispute is one; a refusal of a repetition says nothing of the first try.

import { done, unknown, type Outcome } from '../../core/outcome.ts'
import type { Asked, Told } from '../../engine/upstream.ts'
import type { CallName, Said } from './ask.ts'
import { resultCodes } from './results.ts'
import { toldByAnswer } from './told.ts'

/** A try whose answer was lost may have closed the dispute, whatever is said of the next one. */
export const unprovenRefusals = [...resultCodes.filter(code => code !== 'UNKNOWN_EXCEPTION'), 'SIGNATURE_INVALID']

export function proved(call: CallName, { dispute, attempt }: Asked, answer: Outcome<Said>): Outcome<Told> {
  if (answer.kind === 'refused') return attempt > 1 && !unprovenRefusals.includes(answer.code ?? '') ? unknown(`repeat_${answer.code}`) : answer
  if (answer.kind !== 'done') return answer
  const told = toldByAnswer(call, call === 'acceptDispute' ? 'accepted' : 'under_review', answer.value, dispute.theirs)
  if (!told) return unknown('answer_unreadable')
  return told.theirId === dispute.theirs.id ? done(told) : unknown('answer_of_another')
}
