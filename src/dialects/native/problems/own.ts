// What only the native API refuses: callers, ids of other things than disputes, and what a schema cannot say. Data only.

import type { Failure } from '../../../wire/contract.ts'

export const ownProblems = {
  unauthenticated: {
    status: 401, title: 'Who is calling?', detail: 'The request carries no key that is known and alive.',
    next: 'Send `Authorization: Bearer <key>` with a key of the merchant.', transient: false,
  },
  headers_too_large: {
    status: 431, title: 'The headers are too large', detail: 'The request line and the headers together are larger than 16 KiB.',
    next: 'Send less over a new connection; nothing has happened.', transient: false,
  },
  request_timeout: {
    status: 408, title: 'The request took too long', detail: 'The request did not come whole in time: ten seconds for its headers, thirty for all of it.',
    next: 'Send it again over a new connection; nothing has happened.', transient: true,
  },
  too_many_wrong_keys: {
    status: 429, title: 'Too many wrong keys', detail: 'Too many keys that are unknown or no longer alive came from this address. A right key is taken all the same.',
    next: 'Use a key that is alive; with the wrong ones wait as long as Retry-After says.', transient: true,
  },
  forbidden: {
    status: 403, title: 'The key may not do this', detail: 'The key is known, but its scope does not allow this call.',
    next: 'Use a key of the scope that the call names in /docs.', transient: false,
  },
  foreign_page: {
    status: 403, title: 'Not from this page', detail: 'The session is good, but the request does not come from the desk: its token is missing or wrong, or a browser says that another site sent it.',
    next: 'Send the token of GET /desk/session in the header `Parley-CSRF`, from the desk\'s own origin.', transient: false,
  },
  sign_in_refused: {
    status: 401, title: 'Name or password is wrong', detail: 'No user who may sign in has this name and this password.', next: 'Try again, or ask an administrator for a new password.', transient: false,
  },
  too_many_sign_ins: {
    status: 429, title: 'Too many attempts', detail: 'Too many attempts to sign in with this name, or from this address.', next: 'Wait as long as Retry-After says.', transient: true,
  },
  user_not_found: { status: 404, title: 'No such user', detail: 'The merchant has no user with this id.', next: 'List them with GET /v1/users.', transient: false },
  user_name_taken: { status: 409, title: 'The name is taken', detail: 'Another user of this server signs in with this name.', next: 'Choose another name.', transient: false },
  password_refused: {
    status: 422, title: 'The password is soon guessed', detail: 'A password has 15 to 256 characters and is not an obvious one.', precise: 'The password cannot be taken: {why}.',
    next: 'Take several words that do not belong together.', transient: false,
  },
  too_many_users: { status: 409, title: 'Too many users', detail: 'A merchant may have 500 users.', next: 'Remove one.', transient: false },
  last_admin: {
    status: 409, title: 'The last admin stays', detail: 'Nobody else of this merchant has the role admin and may sign in, so nobody could manage its people any more.',
    next: 'Give somebody else the role admin first.', transient: false,
  },
  saved_view_not_found: { status: 404, title: 'No such view', detail: 'Who asks has no saved view with this id.', next: 'List them with GET /v1/views.', transient: false },
  saved_view_name_taken: { status: 409, title: 'The name is taken', detail: 'Who asks has another saved view of this name.', next: 'Choose another name, or rename the other.', transient: false },
  too_many_saved_views: { status: 409, title: 'Too many views', detail: 'A user may keep 20 views.', next: 'Remove one.', transient: false },
  merchant_required: {
    status: 400, title: 'For which merchant?', detail: 'The administrator\'s key belongs to no merchant, so the call does not say whose disputes it is about.',
    next: 'Name the merchant in the header `Parley-Merchant: mch_…`.', transient: false,
  },
  merchant_not_found: {
    status: 404, title: 'No such merchant', detail: 'There is no merchant with this id that this key may act for.', next: 'Check the id.', transient: false,
  },
  merchant_exists: {
    status: 409, title: 'The merchant exists already', detail: 'There is a merchant with this id already.', next: 'Read it, or leave the id out.', transient: false,
  },
  connection_not_found: {
    status: 404, title: 'No such connection', detail: 'The merchant has no connection with this id.', next: 'List them with GET /v1/connections.', transient: false,
  },
  connection_url_refused: {
    status: 422, title: 'The address is refused', detail: 'A connection goes to a public HTTPS address without user name, query or fragment.',
    next: 'Give the provider\'s address. In a sandbox loopback is allowed.', transient: false,
  },
  connection_credentials_unfit: {
    status: 422, title: 'The credentials do not fit the dialect', detail: 'A credential is missing, one is there that this dialect does not know, or one cannot be what the provider gave.',
    precise: 'Needed: {needed}. Optional: {optional}. Missing: {missing}. Unknown: {unknown}.', next: 'Send each by the name that the dialect asks for, as the provider gave it.', transient: false,
  },
  connection_switch_unknown: {
    status: 422, title: 'No such switch', detail: 'The dialect has no such switch, or not this value of it.', precise: 'There is no switch {name} with this value. Known: {known}.',
    next: 'Choose one of the known ones.', transient: false,
  },
  connection_in_use: {
    status: 409, title: 'Open disputes live there', detail: 'An open dispute lives at this connection; without it nobody could reach it.',
    precise: 'The open dispute {dispute} lives at this connection, and maybe others.', next: 'Pause the connection, or wait until its disputes have ended.', transient: false,
  },
  dialect_not_connectable: {
    status: 422, title: 'No connector for this dialect', detail: 'Parley cannot reach disputes of this dialect at its provider.', next: 'Choose another dialect.', transient: false,
  },
  too_many_connections: {
    status: 422, title: 'Too many connections', detail: 'A merchant may have 100 connections.', next: 'Remove one that is not used.', transient: false,
  },
  found_does_not_fit: {
    status: 422, title: 'That is no answer to this act', detail: 'An acceptance was `accepted` or `not_accepted`; a defense was `submitted` or `not_submitted`.',
    next: 'Say what was found of this very act.', transient: false,
  },
  credential_not_found: {
    status: 404, title: 'No such credential', detail: 'The merchant has no credential with this id.',
    next: 'List them with GET /v1/merchants/{id}/credentials.', transient: false,
  },
  credentials_taken: {
    status: 409, title: 'The credential is in use', detail: 'Another credential has these values already.', next: 'Choose other values, or let Parley make them.', transient: false,
  },
  credentials_invalid: {
    status: 422, title: 'The credential does not fit', detail: 'The given values are not what this dialect\'s credentials are made of.',
    precise: 'This cannot be a credential of {dialect}: {why}.', next: 'Correct the values, or leave them out and let Parley make them.', transient: false,
  },
  act_not_found: { status: 404, title: 'No such act', detail: 'The merchant of this key has no act with this id.', next: 'An act\'s id is in the answer that made it.', transient: false },
  webhook_not_found: { status: 404, title: 'No such webhook', detail: 'The merchant has no webhook with this id.', next: 'List them with GET /v1/webhooks.', transient: false },
  webhook_url_refused: {
    status: 422, title: 'Not to this address', detail: 'Webhooks are not sent to this address.',
    next: 'Give a public https address without user name and password; in the sandbox also http to this machine.', transient: false,
  },
  too_many_webhooks: { status: 409, title: 'Too many webhooks', detail: 'The merchant has as many webhooks as it may: 20.', next: 'Delete one, or change one.', transient: false },
  notice_not_found: { status: 404, title: 'No such notice', detail: 'The merchant has no notice with this id.', next: 'List them with GET /v1/notices.', transient: false },
  evidence_type_mismatch: {
    status: 422, title: 'The file is not what it says', detail: 'The content of the file is of another kind than its Content-Type says.',
    precise: 'The file says {declared} and its content is {found}.', next: 'Send the right Content-Type, or the right file.', transient: false,
  },
  evidence_empty: { status: 422, title: 'The file is empty', detail: 'The file has no bytes.', next: 'Send the file again.', transient: false },
  invalid_cursor: {
    status: 400, title: 'The cursor does not fit', detail: 'The cursor was not made by this list.', next: 'Take `next_cursor` as it came and keep the other parameters, or begin without a cursor.', transient: false,
  },
  invalid_idempotency_key: {
    status: 400, title: 'The Idempotency-Key does not fit', detail: 'An Idempotency-Key is 1 to 255 visible ASCII characters, bare or in double quotes.',
    next: 'Send another key, for example a UUID.', transient: false,
  },
  unsupported_version: {
    status: 400, title: 'No such version', detail: 'This server does not speak that Parley-Version.', next: 'Send `Parley-Version: 2026-11-20`, or leave the header out.', transient: false,
  },
  request_not_found: {
    status: 404, title: 'No such exchange', detail: 'No exchange with this id is kept: it never was, it was another merchant\'s, or newer ones took its place.',
    next: 'List them with GET /v1/requests.', transient: false,
  },
  clock_not_forward: {
    status: 422, title: 'The clock only goes forward', detail: 'The sandbox clock cannot be set to an instant that has passed.', next: 'Set a later instant, or reset the sandbox.', transient: false,
  },
  owner_unknown: {
    status: 422, title: 'No such user', detail: 'A dispute is given to a user of its merchant who may sign in.', precise: 'The merchant has no user {owner} who may sign in.',
    next: 'List them with GET /v1/users, or send null to leave it with nobody.', transient: false,
  },
  user_required: {
    status: 400, title: 'Who is `me`?', detail: 'A key is no person: `owner=me` is for users who signed in.', next: 'Send the id of a user, or `none`.', transient: false,
  },
  amount_not_filterable: {
    status: 400, title: 'An amount of which currency?', detail: 'Amounts of different currencies cannot be compared.', next: 'Send `currency` with `amount_min` and `amount_max`.', transient: false,
  },
  unavailable: {
    status: 503, title: 'The store cannot be reached', detail: 'The database cannot be reached or cannot write; nothing has happened.',
    next: 'Repeat the same request with the same Idempotency-Key.', transient: true,
  },
  outcome_unknown: {
    status: 503, title: 'The outcome is not known', detail: 'The database was lost while it wrote; whether this request took effect is not known yet.',
    next: 'Repeat the same request with the same Idempotency-Key. Do not take a new key.', transient: true,
  },
} satisfies Record<string, Failure & { precise?: string }>

export type OwnCode = keyof typeof ownProblems
