// The core's refusals in words for a person. Data only.

import type { RefusalCode } from '../../../core/refusal.ts'
import type { ProblemText } from '../problems.ts'

const look = 'Read the dispute with GET /v1/disputes/{id}; its `can` says what is still possible.'
const decided = 'Nothing is left to decide. ' + look

function ended(how: string, precise?: string): ProblemText {
  return { status: 409, title: 'The dispute has ended', detail: `The dispute ${how}.`, next: decided, ...(precise ? { precise } : {}) }
}

export const refusalProblems: Record<RefusalCode, ProblemText> = {
  key_reused_with_other_body: {
    status: 422, title: 'Idempotency key used for another request',
    detail: 'This Idempotency-Key has been used before for a request with another path or body.',
    next: 'Send the first request unchanged to see its answer again, or take a new key for a new request.',
  },
  key_in_flight: {
    status: 409, title: 'The first request with this key is still running',
    detail: 'A request with this Idempotency-Key is running at this moment; its outcome is not known yet.',
    next: 'Repeat the same request with the same key after a second. Do not take a new key.',
  },
  credential_revoked: {
    status: 401, title: 'The key was revoked', detail: 'The key of this request was revoked or has expired.',
    next: 'Take another key of this merchant.',
  },
  dispute_not_found: {
    status: 404, title: 'No such dispute', detail: 'The merchant of this key has no dispute with this id.',
    next: 'Check the id, and that the key belongs to the merchant whose dispute it is.',
  },
  dispute_exists: {
    status: 409, title: 'The dispute exists already', detail: 'The merchant has a dispute with this provider id already.',
    next: 'Read it, or choose another `theirs.id`.',
  },
  act_in_progress: {
    status: 409, title: 'A decision is on its way', detail: 'A decision was sent to the provider and has not been confirmed yet.',
    next: 'Wait for its outcome: read the dispute again, or follow its notices.',
  },
  already_accepted: ended('was accepted before', 'The dispute was accepted at {at} through {surface}.'),
  already_submitted: {
    status: 409, title: 'The defense was sent already', detail: 'The defense was submitted and cannot be changed any more.',
    precise: 'The defense was submitted at {submitted_at} and cannot be changed any more.', next: look,
  },
  already_won: ended('was won'),
  already_lost: ended('was lost'),
  already_expired: ended('expired: its deadline passed without an answer'),
  already_withdrawn: ended('was withdrawn by the other side'),
  already_prevented: ended('was ended by an alert programme'),
  already_refunded: ended('was ended by a refund'),
  acceptance_pending: {
    status: 409, title: 'An acceptance is waiting', detail: 'An acceptance of this dispute waits in its undo window.',
    next: 'Undo it first with POST /v1/acts/{id}/undo, or let it take effect. Its id is in the dispute under `act`.',
  },
  act_not_pending: {
    status: 409, title: 'Nothing to undo', detail: 'The act is not waiting: it took effect, was undone, or its undo window has passed.',
    next: 'Read it with GET /v1/acts/{id}.',
  },
  not_under_review: { status: 409, title: 'Not under review', detail: 'The dispute is not with the other side at this moment.', next: look },
  not_provisional: {
    status: 409, title: 'Nothing to reverse', detail: 'Only a provisional win can be reversed, and the dispute is not won provisionally.', next: look,
  },
  not_due: { status: 409, title: 'Nothing is due', detail: 'Nothing of this dispute is due at this moment.', next: look },
  deadline_passed: {
    status: 409, title: 'The deadline has passed', detail: 'The deadline for an answer has passed.',
    precise: 'The deadline for an answer passed at {respond_by}.',
    next: 'The dispute cannot be answered any more. If the provider has moved its deadline, wait until the dispute shows it.',
  },
  not_acceptable_in_phase: {
    status: 409, title: 'Cannot be accepted in this phase', detail: 'The provider does not take an acceptance in this phase.',
    precise: 'The provider does not take an acceptance in the phase {phase}.', next: 'Submit a defense, or wait for the next phase.',
  },
  revision_changed: {
    status: 409, title: 'The dispute has changed', detail: 'The dispute is not the one that you expected: its revision is another.',
    precise: 'The dispute has changed since you read it: its revision is now {revision}.',
    next: 'Read the dispute again, look at what changed, and decide with its new revision and a new Idempotency-Key.',
  },
  amount_changed: {
    status: 409, title: 'The amount is another', detail: 'The disputed amount is not the one that you expected.',
    precise: 'The disputed amount is {amount} minor units, not what you expected.',
    next: 'Read the dispute again, and decide with its amount and a new Idempotency-Key.',
  },
  payment_already_returned: {
    status: 409, title: 'The payment would be paid back twice', detail: 'The buyer has had this money back already, by a refund or another dispute.',
    precise: 'Of this payment {captured} {currency} minor units were captured and {already_returned} have gone back; accepting would return more than was taken.',
    next: 'Submit the refund as a defense. To give the money back again all the same, accept with `override` and say why; it goes on the record.',
  },
  judged_amount_invalid: {
    status: 422, title: 'The judged amount does not fit', detail: 'The judged amount is in another currency, or is more than is disputed, or fits no verdict that moves money.',
    next: 'Send an amount in the currency of the dispute, not above the disputed amount.',
  },
  evidence_missing: {
    status: 422, title: 'Nothing to submit', detail: 'A defense needs evidence or, where the provider allows it alone, a statement.',
    next: 'Add evidence with POST /v1/disputes/{id}/evidence, or send a `statement`.',
  },
  evidence_not_found: {
    status: 404, title: 'No such evidence', detail: 'The dispute has no evidence with this id.', next: 'List it with GET /v1/disputes/{id}/evidence.',
  },
  evidence_type_not_allowed: {
    status: 422, title: 'This kind of file is not taken', detail: 'The content of the file is of no kind that the provider takes.',
    precise: 'The content of the file is {type}; the provider takes {allowed}.', next: 'Convert the file, for example to PDF. Renaming it does not help.',
  },
  evidence_too_large: {
    status: 413, title: 'The evidence is too large', detail: 'The file, or all files together, are larger than the provider takes.',
    precise: 'With this file it is {size} bytes; the limit is {limit}.', next: 'Make the file smaller, or remove another.',
  },
  evidence_too_many: {
    status: 422, title: 'Too many files', detail: 'The dispute has as many files as the provider takes.',
    precise: 'The dispute has as many files as the provider takes: {limit}.', next: 'Join files into one, or remove one.',
  },
  statement_too_long: {
    status: 422, title: 'The text is too long', detail: 'The text is longer than the provider takes.',
    precise: 'The text has {length} characters; the provider takes {limit}.', next: 'Shorten it, or send it as a file.',
  },
  respond_by_invalid: {
    status: 422, title: 'The deadline does not fit', detail: 'The deadline lies before the moment it is set.', next: 'Send an instant that is still to come.',
  },
  snooze_invalid: {
    status: 422, title: 'Not until then', detail: 'A dispute is put aside until an instant that is still to come, and never into the last day before its buffer.',
    precise: 'A dispute is put aside until an instant that is still to come, and this one not beyond {latest}: a day before its buffer begins.',
    next: 'Send an earlier instant, or decide.',
  },
  metadata_too_large: {
    status: 422, title: 'Too much metadata', detail: 'The dispute would have more metadata than it may.',
    precise: 'A dispute holds {keys} pairs, with up to {key} characters in a name and {value} in a value.', next: 'Remove pairs by setting them to null, or shorten them.',
  },
  provider_refused: {
    status: 422, title: 'The provider refused', detail: 'The provider did not take this decision.', next: 'Read the dispute: the provider\'s own words are in its events.',
  },
}
