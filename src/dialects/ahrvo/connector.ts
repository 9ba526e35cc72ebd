// Ahrvo upstream of Parley: its contract called from the other side. There is no idempotency key, so nothing is repeated here; after an
// answer that proves nothing the courier fetches the dispute, in which ACCEPTED is the proof though `state` moves later.

import { isCurrency, type Currency } from '../../core/currency.ts'
import type { Defense } from '../../core/dispute.ts'
import { done, refused, unknown, type Outcome } from '../../core/outcome.ts'
import { formatInstant } from '../../core/time.ts'
import type { Capabilities, ListPage, Told, Upstream } from '../../engine/upstream.ts'
import type { Called } from '../../wire/call.ts'
import type { Connector, ConnectParts } from '../dialect.ts'
import { askingOf } from './connector/asking.ts'
import { clashed, decided, failedToRead, found, isClash } from './connector/judged.ts'
import { mostOfPage, pageOf, placeOf, strangeCursor } from './connector/pages.ts'
import { stageAll } from './connector/staging.ts'
import { ahrvoContract } from './contract.ts'
import { acknowledge, readNotification } from './hears.ts'
import { toldOf } from './told.ts'

const capabilities: Capabilities = {
  readBack: true, list: true, afterUnknown: 'read_back', closedUnproven: [], acceptedReads: ['accepted'], submittedReads: ['under_review'], settlesWithinMs: 60_000,
  // A page says that what is final has NO_RESPONSE_ALLOWED, also after an acceptance (docs.finix.com, dispute states).
  acceptedEnds: ['lost'],
}

export const ahrvoConnector: Connector = {
  credentials: [
    { name: 'username', secret: false, about: 'The user name of the pair there.' },
    { name: 'password', secret: true, about: 'Its password.' },
    { name: 'currency', secret: false, about: 'What the account is kept in (ISO 4217): a dispute of theirs names no currency, and none is guessed.' },
    { name: 'webhook_secret', secret: true, optional: true, about: 'The signing key of the webhook that tells this Parley, where it has one.' },
    { name: 'webhook_authorization', secret: true, optional: true, about: 'The whole `Authorization` header that the webhook was made to send, such as `Bearer …`.' },
  ],
  switches: {
    prefix: { values: ['/payments/na', 'none'], about: 'Finix itself has none before its paths.' },
    since: { values: ['updated_at', 'none'], about: 'Finix narrows a list by `updated_at.gte`; Ahrvo\'s pages do not list it. `none` reads the whole list each time.' },
  },
  production: 'https://api.ahrvo.network',
  unfit: ({ credentials: { currency } }) => (isCurrency(currency) ? null : 'The currency is a code of ISO 4217 in capital letters, such as USD.'),
  capabilities,
  connect: connected,
}

const { acceptDispute, getDispute, listDisputes, submitDispute } = ahrvoContract.endpoints

function connected(parts: ConnectParts): Upstream {
  const { credentials, switches } = parts
  const ask = askingOf(parts)
  const currency = isCurrency(credentials['currency']) ? credentials['currency'] : null
  const find = async (theirId: string): Promise<Outcome<Told | null>> => found(await ask(getDispute, { params: { id: theirId } }), theirId, currency)
  return {
    capabilities,
    async probe() {
      if (!currency) return refused('currency_unknown', 'The currency of the connection is none of ISO 4217', false)
      const page = listed(await ask(listDisputes, { query: { limit: 1 } }), null)
      return page.kind === 'done' ? done({ account: null }) : page
    },
    async accept({ dispute, act: { note, reason } }) {
      // Optional at Ahrvo and required at Finix, so there always is one.
      const body = { json: { note: note ?? `Accepted: ${reason}` } }
      const answer = await ask(acceptDispute, { params: { id: dispute.theirs.id }, body })
      const outcome = decided(answer, dispute, 'accepted', currency)
      return isClash(answer) && outcome.kind === 'refused' ? clashed(outcome, await find(dispute.theirs.id), dispute) : outcome
    },
    async submit(submitting) {
      const staged = await stageAll(submitting, ask)
      if (staged.kind !== 'done') return staged
      const { dispute, defense } = submitting
      return decided(await ask(submitDispute, { params: { id: dispute.theirs.id }, body: { json: { note: noteOf(defense) } } }), dispute, 'under_review', currency)
    },
    find,
    async list({ cursor, since }) {
      const place = placeOf(cursor)
      if (!place) return strangeCursor
      const from = since === null || switches['since'] === 'none' ? null : formatInstant(since)
      const page = listed(await ask(listDisputes, { query: { limit: mostOfPage, 'updated_at.gte': from, ...place } }), cursor)
      return page.kind === 'done' ? toldOfAll(page.value.items, page.value.next, currency) : page
    },
    read: incoming => readNotification(incoming, { key: credentials['webhook_secret'] || null, authorization: credentials['webhook_authorization'] || null }),
    acknowledge,
  }
}

/** They take JPEG and PDF alone: what is a text goes into the note, which is optional at Ahrvo and required at Finix. */
function noteOf({ statement, evidence }: Defense): string {
  const texts = [statement, ...evidence.map(({ kind, text }) => (kind === 'text' ? text : null))].filter(Boolean)
  return texts.length > 0 ? texts.join('\n\n') : 'The evidence is in the files.'
}

function listed(answer: Called, cursor: string | null): ReturnType<typeof pageOf> {
  return answer.kind === 'answered' && answer.status === 200 ? pageOf(answer.body, 'disputes', cursor) : failedToRead(answer)
}

/** A page with an item that is no dispute is not passed over: one would never be heard of. */
function toldOfAll(items: readonly unknown[], next: string | null, currency: Currency | null): Outcome<ListPage> {
  const told = items.map(item => readable(item, currency))
  return told.every(one => one !== null) ? done({ items: told, next }) : unknown('answer_unreadable')
}

/** What is nested too deeply to be written cannot be kept. */
function readable(item: unknown, currency: Currency | null): Told | null {
  try {
    return toldOf(item, currency)
  } catch {
    return null
  }
}
