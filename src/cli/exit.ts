// The exit codes, which scripts rely on, and what each way of being refused comes to. A code of the API without a line here does not
// compile.

import type { ProblemCode } from '../dialects/native/problems.ts'

export const exits = {
  done: 0, bug: 1, usage: 2, notFound: 3, notAllowed: 4, changed: 5, deadlinePassed: 6, providerRefused: 7, unknown: 8, unreachable: 9, invalid: 10, partly: 11,
} as const
export type Exit = (typeof exits)[keyof typeof exits]

export const exitWords: Record<Exit, string> = {
  0: 'done', 1: 'a bug', 2: 'usage: the command line was not understood; nothing was sent', 3: 'not found',
  4: 'not allowed: the key, its scope, or the person asked at the terminal', 5: 'already decided or changed; for check: what is stored does not fit together',
  6: 'the deadline has passed', 7: 'the provider refused', 8: 'the outcome is unknown: never repeat with a new key', 9: 'unreachable, nothing happened',
  10: 'invalid input or configuration', 11: 'partly done: see the list',
}

export type Told = {
  next?: string
  /** What `--json` shows of it: the API's own problem where there is one. */
  json?: string
}

/** Ends a command; caught in one place. Anything else that is thrown is a bug. */
export class Ended extends Error {
  override name = 'Ended'
  readonly exit: Exit
  readonly told: Told
  constructor(exit: Exit, message: string, told: Told = {}) {
    super(message)
    this.exit = exit
    this.told = told
  }
}

export const usage = (message: string, next?: string): Ended => new Ended(exits.usage, message, next ? { next } : {})

const { notFound, notAllowed, changed, deadlinePassed, providerRefused, unknown, unreachable, invalid, bug } = exits

/** `key_in_flight`: the first request with the key still runs, so nobody knows what becomes of it. */
export const exitOfProblem: Record<ProblemCode, Exit> = {
  unauthenticated: notAllowed, too_many_wrong_keys: notAllowed, foreign_page: notAllowed, sign_in_refused: notAllowed, too_many_sign_ins: notAllowed, forbidden: notAllowed, credential_revoked: notAllowed,
  dispute_not_found: notFound, merchant_not_found: notFound, credential_not_found: notFound, act_not_found: notFound, webhook_not_found: notFound, connection_not_found: notFound, user_not_found: notFound, saved_view_not_found: notFound,
  request_not_found: notFound, notice_not_found: notFound, evidence_not_found: notFound, route_not_found: notFound,
  already_accepted: changed, already_submitted: changed, already_won: changed, already_lost: changed, already_withdrawn: changed, already_prevented: changed,
  already_refunded: changed, act_in_progress: changed, acceptance_pending: changed, act_not_pending: changed, not_under_review: changed, not_provisional: changed,
  not_due: changed, revision_changed: changed, amount_changed: changed, payment_already_returned: changed, dispute_exists: changed, merchant_exists: changed,
  credentials_taken: changed, user_name_taken: changed, last_admin: changed, too_many_users: changed, too_many_saved_views: changed, saved_view_name_taken: changed, too_many_webhooks: changed, too_many_connections: changed, connection_in_use: changed,
  deadline_passed: deadlinePassed, already_expired: deadlinePassed,
  provider_refused: providerRefused, not_acceptable_in_phase: providerRefused,
  outcome_unknown: unknown, key_in_flight: unknown,
  unavailable: unreachable, overloaded: unreachable, request_timeout: unreachable,
  internal_error: bug,
  merchant_required: invalid, password_refused: invalid, credentials_invalid: invalid, webhook_url_refused: invalid, connection_url_refused: invalid, connection_credentials_unfit: invalid, connection_switch_unknown: invalid,
  dialect_not_connectable: invalid, found_does_not_fit: invalid, evidence_type_mismatch: invalid, evidence_empty: invalid,
  invalid_cursor: invalid, invalid_idempotency_key: invalid, unsupported_version: invalid, clock_not_forward: invalid, amount_not_filterable: invalid, owner_unknown: invalid, user_required: invalid,
  key_reused_with_other_body: invalid, judged_amount_invalid: invalid, evidence_missing: invalid, evidence_type_not_allowed: invalid,
  evidence_too_large: invalid, evidence_too_many: invalid, statement_too_long: invalid, respond_by_invalid: invalid, snooze_invalid: invalid, metadata_too_large: invalid,
  method_not_allowed: invalid, malformed_request: invalid, unsupported_media_type: invalid, body_too_large: invalid, invalid_body: invalid,
  invalid_query: invalid, invalid_header: invalid, duplicate_header: invalid, headers_too_large: invalid,
}
