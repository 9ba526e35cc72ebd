// What only this dialect refuses: callers, versions, and what a schema cannot say. Data only.

import type { Line } from '../failures.ts'

export const ownFailures = {
  unauthenticated: [401, 'The request carries no API key and no access token that is known and alive.'],
  forbidden: [403, 'The caller may not do this: a foreign account, or a scope that is missing.'],
  account_not_found: [404, 'This is no account id.'],
  unknown_version: [404, 'The version header is malformed.'],
  data_not_found: [404, 'There is no file behind this evidence.'],
  rate_limited: [429, 'There are too many requests.'],
  unavailable: [500, 'The store cannot be reached; nothing has happened.'],
  outcome_unknown: [504, 'The store was lost while it wrote; whether this request took effect is not known yet.'],
  evidence_fixed: [400, 'The evidence can no longer be changed.'],
  text_of_file: [400, 'Only text evidence has a text.'],
  evidence_empty: [400, 'The file has no bytes.'],
  page_too_far: [400, 'count may be at most 1000 and skip at most 10000. Narrow the list by dates.'],
  unsupported_grant: [400, 'grant_type must be client_credentials or refresh_token.'],
  credentials_disagree: [400, 'The client is named twice and differently: in the Authorization header and in the body.'],
  webhook_not_found: [404, 'There is no such webhook.'],
  webhook_disabled: [409, 'The webhook is disabled.'],
  receiver_silent: [504, 'The receiver did not answer in its time.'],
  too_many_webhooks: [409, 'The account has as many webhooks as it may: 20.'],
} as const satisfies Record<string, Line>

export type OwnCode = keyof typeof ownFailures
