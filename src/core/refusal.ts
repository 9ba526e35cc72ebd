// The closed list of ways a command can be turned down. Its order is the precedence in which decide refuses.

export const refusals = [
  { code: 'key_reused_with_other_body', transient: false },
  { code: 'key_in_flight', transient: true },
  { code: 'credential_revoked', transient: false },
  { code: 'dispute_not_found', transient: false },
  { code: 'dispute_exists', transient: false },
  { code: 'act_in_progress', transient: true },
  { code: 'already_accepted', transient: false },
  { code: 'already_submitted', transient: false },
  { code: 'already_won', transient: false },
  { code: 'already_lost', transient: false },
  { code: 'already_expired', transient: false },
  { code: 'already_withdrawn', transient: false },
  { code: 'already_prevented', transient: false },
  { code: 'already_refunded', transient: false },
  { code: 'acceptance_pending', transient: true },
  { code: 'act_not_pending', transient: false },
  { code: 'not_under_review', transient: false },
  { code: 'not_provisional', transient: false },
  { code: 'not_due', transient: true },
  { code: 'deadline_passed', transient: false },
  { code: 'not_acceptable_in_phase', transient: false },
  { code: 'revision_changed', transient: false },
  { code: 'amount_changed', transient: false },
  { code: 'payment_already_returned', transient: false },
  { code: 'judged_amount_invalid', transient: false },
  { code: 'evidence_missing', transient: false },
  { code: 'evidence_not_found', transient: false },
  { code: 'evidence_type_not_allowed', transient: false },
  { code: 'evidence_too_large', transient: false },
  { code: 'evidence_too_many', transient: false },
  { code: 'statement_too_long', transient: false },
  { code: 'respond_by_invalid', transient: false },
  { code: 'snooze_invalid', transient: false },
  { code: 'metadata_too_large', transient: false },
  { code: 'provider_refused', transient: false },
] as const

export type RefusalCode = (typeof refusals)[number]['code']

/** `facts` are plain values that make the sentence precise (limits, dates, who accepted); never a secret, never another merchant's. */
export type Refusal = { refused: RefusalCode; facts: Record<string, string | number | boolean> }

export const refuse = (code: RefusalCode, facts: Refusal['facts'] = {}): Refusal => ({ refused: code, facts })
export const isRefusal = (value: object): value is Refusal => 'refused' in value
export const isTransient = (code: RefusalCode): boolean => refusals.some(r => r.code === code && r.transient)
