// The core's refusals in this provider's words. Data only: one that has no line here does not compile.

import type { RefusalCode } from '../../../core/refusal.ts'
import type { OwnCode } from './own.ts'
import { problem, type Problem } from './problem.ts'

const closed = problem(422, 'dispute_already_closed', 'dispute is already closed')
const wrongStatus = (message: string) => problem(422, 'invalid_dispute_status', message)
const badRequest = (message: string) => problem(400, 'bad_request', message)
/** An outcome that is not known yet is never called closed, and never a refusal. */
const notYet = (message: string) => problem(503, 'service_not_available', message, true)

export const refusalProblems: Record<RefusalCode, Problem> = {
  key_reused_with_other_body: badRequest('Idempotency-Key was used with another request'),
  key_in_flight: notYet('the request with this Idempotency-Key is still running'),
  credential_revoked: problem(401, 'authentication_failure', 'authentication failed'),
  dispute_not_found: problem(404, 'not_found', 'dispute was not found'),
  dispute_exists: badRequest('dispute exists already'),
  act_in_progress: notYet('the dispute is being answered, the outcome is not known yet'),
  already_accepted: closed,
  already_submitted: wrongStatus('dispute is pending'),
  already_won: closed,
  already_lost: closed,
  already_expired: closed,
  already_withdrawn: closed,
  already_prevented: closed,
  already_refunded: closed,
  acceptance_pending: notYet('an acceptance of the dispute is on its way, the outcome is not known yet'),
  act_not_pending: wrongStatus('dispute has no act that waits'),
  not_under_review: wrongStatus('dispute is not pending'),
  not_provisional: wrongStatus('dispute is not provisional'),
  not_due: wrongStatus('dispute is not due'),
  deadline_passed: wrongStatus('the deadline of the dispute has passed'),
  not_acceptable_in_phase: wrongStatus('dispute cannot be accepted in its phase'),
  revision_changed: wrongStatus('dispute has changed'),
  amount_changed: wrongStatus('the amount of the dispute has changed'),
  payment_already_returned: wrongStatus('the charge has been returned already'),
  judged_amount_invalid: badRequest('amount is not valid'),
  evidence_missing: badRequest('message cannot be blank'),
  evidence_not_found: problem(404, 'not_found', 'document was not found'),
  evidence_type_not_allowed: problem(400, 'invalid_file_type', 'invalid content-type'),
  evidence_too_large: problem(413, 'request_entity_too_large', 'the file is larger than 10 MB'),
  evidence_too_many: badRequest('the dispute has as many documents as it may'),
  statement_too_long: badRequest('message is too long'),
  respond_by_invalid: badRequest('the deadline is not valid'),
  snooze_invalid: badRequest('the instant is not valid'),
  metadata_too_large: badRequest('metadata is too large'),
  provider_refused: wrongStatus('dispute cannot be accepted'),
}

/** While documents are changed every state but `open` is answered alike (400, not 422). */
const lockedBy = new Set<RefusalCode>([
  'already_accepted', 'already_submitted', 'already_won', 'already_lost', 'already_expired', 'already_withdrawn', 'already_prevented', 'already_refunded', 'deadline_passed',
])

export const ofDocuments = (code: RefusalCode): RefusalCode | OwnCode => (lockedBy.has(code) ? 'documents_locked' : code)
