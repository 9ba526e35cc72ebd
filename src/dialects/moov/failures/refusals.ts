// What each refusal of the core is at Moov. A clash with the dispute's state is 409 (its OpenAPI document); while an act is on its way
// nobody knows yet, which is what its 504 says. Data only.

import type { RefusalCode } from '../../../core/refusal.ts'
import type { Line } from '../failures.ts'

const clash = (sentence: string): Line => [409, sentence]
const wrong = (sentence: string): Line => [400, sentence]

export const refusalFailures: Record<RefusalCode, Line> = {
  key_reused_with_other_body: clash('This request was made before with another body.'),
  key_in_flight: clash('This request is still being worked on.'),
  credential_revoked: [401, 'The API key was revoked.'],
  dispute_not_found: [404, 'There is no such dispute.'],
  dispute_exists: clash('There is a dispute with this id already.'),
  act_in_progress: [504, 'A decision on this dispute is on its way; its outcome is not known yet.'],
  already_accepted: clash('The dispute has been accepted already, which is final.'),
  already_submitted: clash('Evidence has been submitted for this dispute; it is under review.'),
  already_won: clash('The dispute has been won.'),
  already_lost: clash('The dispute has been lost.'),
  already_expired: clash('The time to respond to this dispute has passed; it has expired.'),
  already_withdrawn: clash('The dispute has been closed by its issuer.'),
  already_prevented: clash('The dispute has been resolved.'),
  already_refunded: clash('The dispute has been resolved by a refund.'),
  acceptance_pending: [504, 'An acceptance of this dispute is on its way; its outcome is not known yet.'],
  act_not_pending: clash('Nothing is waiting on this dispute.'),
  not_under_review: clash('The dispute is not under review.'),
  not_provisional: clash('The decision on this dispute is final.'),
  not_due: clash('Nothing is due on this dispute.'),
  deadline_passed: clash('The time to respond to this dispute has passed.'),
  not_acceptable_in_phase: clash('The dispute cannot be accepted in its phase.'),
  revision_changed: clash('The dispute has changed in the meantime.'),
  amount_changed: clash('The amount of the dispute has changed in the meantime.'),
  payment_already_returned: clash('The cardholder has been paid back already; accepting would pay twice.'),
  judged_amount_invalid: wrong('The judged amount does not fit the dispute.'),
  evidence_missing: wrong('There is no evidence to submit. Upload evidence first.'),
  evidence_not_found: [404, 'There is no such evidence.'],
  evidence_type_not_allowed: wrong('The file must be image/jpeg, image/tiff or application/pdf.'),
  evidence_too_large: wrong('The file is larger than 4 MB, or there are too many bytes of evidence.'),
  evidence_too_many: wrong('There are too many files of evidence.'),
  statement_too_long: wrong('The text may have at most 750 characters.'),
  respond_by_invalid: wrong('The time to respond lies in the past.'),
  snooze_invalid: wrong('The instant is not valid.'),
  metadata_too_large: wrong('Too much is kept with this dispute.'),
  provider_refused: clash('The dispute cannot be changed in its current state.'),
}
