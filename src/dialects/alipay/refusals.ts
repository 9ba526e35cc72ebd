// The core's refusals in Alipay's codes, one table per call that decides. A refusal without a line does not compile.

import type { RefusalCode } from '../../core/refusal.ts'
import type { ResultCode } from './results.ts'

/**
 * A dispute that is not open any more is REPEAT_REQUEST, whoever closed it; one that nobody acted on in time is TIME_EXCEEDS_LIMIT, also
 * after it expired. A decision on its way is neither: whoever takes REPEAT_REQUEST for an answer would believe it done.
 */
export const acceptRefusals: Record<RefusalCode, ResultCode> = {
  key_reused_with_other_body: 'PARAM_ILLEGAL',
  key_in_flight: 'UNKNOWN_EXCEPTION',
  credential_revoked: 'INVALID_SIGNATURE',
  dispute_not_found: 'PARAM_ILLEGAL',
  dispute_exists: 'PARAM_ILLEGAL',
  act_in_progress: 'UNKNOWN_EXCEPTION',
  already_accepted: 'REPEAT_REQUEST',
  already_submitted: 'REPEAT_REQUEST',
  already_won: 'REPEAT_REQUEST',
  already_lost: 'REPEAT_REQUEST',
  already_expired: 'TIME_EXCEEDS_LIMIT',
  already_withdrawn: 'REPEAT_REQUEST',
  already_prevented: 'REPEAT_REQUEST',
  already_refunded: 'REPEAT_REQUEST',
  acceptance_pending: 'UNKNOWN_EXCEPTION',
  act_not_pending: 'REPEAT_REQUEST',
  not_under_review: 'REPEAT_REQUEST',
  not_provisional: 'REPEAT_REQUEST',
  not_due: 'UNKNOWN_EXCEPTION',
  deadline_passed: 'TIME_EXCEEDS_LIMIT',
  not_acceptable_in_phase: 'PARAM_ILLEGAL',
  revision_changed: 'UNKNOWN_EXCEPTION',
  amount_changed: 'UNKNOWN_EXCEPTION',
  payment_already_returned: 'PARAM_ILLEGAL',
  judged_amount_invalid: 'PARAM_ILLEGAL',
  evidence_missing: 'PARAM_ILLEGAL',
  evidence_not_found: 'UNKNOWN_EXCEPTION',
  evidence_type_not_allowed: 'PARAM_ILLEGAL',
  evidence_too_large: 'PARAM_ILLEGAL',
  evidence_too_many: 'UNKNOWN_EXCEPTION',
  statement_too_long: 'PARAM_ILLEGAL',
  respond_by_invalid: 'PARAM_ILLEGAL',
  snooze_invalid: 'PARAM_ILLEGAL',
  metadata_too_large: 'PARAM_ILLEGAL',
  provider_refused: 'PARAM_ILLEGAL',
}

/** Of a compliance request only the check that is still running stands in the way (docs.antom.com/ac/ams/supply_evidence). */
export const complianceRefusals: Record<RefusalCode, ResultCode> = { ...acceptRefusals, already_submitted: 'NOT_ALLOW_IN_CURRENT_STATUS' }
