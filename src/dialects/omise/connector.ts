// Omise as the provider: calls on the same contract that the dialect serves. Accepting is POST by the page of the call and PATCH in every
// client that has it: the other verb is tried once, and only after the dispute was read and waits still.

import { isOpen, type Act, type Defense, type Dispute } from '../../core/dispute.ts'
import { refused, unknown, type Outcome } from '../../core/outcome.ts'
import type { Asked, Capabilities, Submitting, Told, Upstream } from '../../engine/upstream.ts'
import type { Called } from '../../wire/call.ts'
import type { ConnectParts, Connector } from '../dialect.ts'
import { acknowledge, readEvent } from './hears.ts'
import { omiseTerms } from './terms.ts'
import { toldOf } from './told.ts'
import { failed, proved } from './upstream/answers.ts'
import { askOf, endpoints, isAnswer } from './upstream/ask.ts'
import { looksOf } from './upstream/looks.ts'
import { stageAll } from './upstream/staging.ts'

/** Lost is how an acceptance ends where the merchant had written its own message before; silence ends so too, so it proves no defense. */
const capabilities: Capabilities = {
  readBack: true, list: true, afterUnknown: 'read_back', closedUnproven: [], acceptedReads: ['accepted', 'lost'], submittedReads: ['under_review', 'won'], settlesWithinMs: 60_000,
}

export const omiseConnector: Connector = {
  credentials: [
    { name: 'secret_key', secret: true, about: 'The secret key of the account (skey_…); of test mode or live, which share the address.' },
    { name: 'public_key', secret: false, optional: true, about: 'The public half of the pair, by which a person knows the account again. It is never sent.' },
    { name: 'webhook_secret', secret: true, optional: true, about: 'The secret of the webhooks of that account, in base64 as its dashboard shows it.' },
  ],
  switches: {
    acceptMethod: { values: ['POST', 'PATCH'], about: 'The verb of accepting: POST by the page of the call, PATCH in the official clients, which use it against the live API. After POST the other is tried once where the answer is 404 or 405.' },
  },
  production: 'https://api.omise.co',
  capabilities,
  connect: connected,
}

function connected(parts: ConnectParts): Upstream {
  const ask = askOf(parts)
  const looks = looksOf(ask)
  const { find } = looks
  return {
    capabilities, ...looks, accept, submit, acknowledge,
    read: incoming => readEvent(incoming, parts.credentials['webhook_secret'] ?? null),
  }

  async function accept({ dispute, act }: Asked): Promise<Outcome<Told>> {
    const params = { id: dispute.theirs.id }
    const byPatch = parts.switches['acceptMethod'] === 'PATCH'
    const first = await ask(byPatch ? endpoints.acceptDisputeByPatch : endpoints.acceptDispute, { params })
    const isOffered = byPatch || !(isAnswer(first, 404) || isAnswer(first, 405))
    if (isOffered) return accepted(first, { dispute, act })
    const found = await find(params.id)
    if (waitsStill(found)) return accepted(await ask(endpoints.acceptDisputeByPatch, { params }), { dispute, act })
    return judged(failed(first, 'decides'), found, told => proved(told, dispute, acceptedAfter(told, act)))
  }

  async function accepted(answer: Called, { dispute, act }: Pick<Asked, 'dispute' | 'act'>): Promise<Outcome<Told>> {
    if (isAnswer(answer, 200)) return proved(acceptedNow(toldOf(answer.body, answer.text)), dispute, ['accepted'])
    return lookedAt(failed(answer, 'decides'), dispute, told => proved(told, dispute, acceptedAfter(told, act)))
  }

  async function submit(submitting: Submitting): Promise<Outcome<Told>> {
    const { dispute, defense } = submitting
    const message = messageOf(defense)
    if (message === '') return refused('message_missing', 'Omise takes an answer only with a message')
    if ([...message].length > omiseTerms.evidence.textLength) return refused('statement_too_long', null)
    const staged = await stageAll(ask, submitting)
    if (staged.kind !== 'done') return staged
    const answer = await ask(endpoints.updateDispute, { params: { id: dispute.theirs.id }, body: { json: { message } } })
    if (isAnswer(answer, 200)) return proved(toldOf(answer.body, answer.text), dispute, ['under_review'])
    return lookedAt(failed(answer, 'decides'), dispute, told => proved(told, dispute, hasMessage(told, message) ? ['under_review'] : []))
  }

  /** A refusal that is about the dispute, or that nobody knows, is held against what the dispute says. */
  async function lookedAt(outcome: Outcome<never>, { theirs }: Dispute, proves: Proves): Promise<Outcome<Told>> {
    return outcome.kind === 'refused' && !plainRefusals.includes(outcome.code!) ? judged(outcome, await find(theirs.id), proves) : outcome
  }
}

type Proves = (told: Told) => Outcome<Told>

/** These say all there is to say. */
const plainRefusals = ['authentication_failure', 'forbidden', 'bad_request', 'not_found', 'request_entity_too_large', 'unsupported_media_type', 'method_not_allowed']

function judged(outcome: Outcome<never>, found: Outcome<Told | null>, proves: Proves): Outcome<Told> {
  const code = outcome.kind === 'refused' ? outcome.code : outcome.kind
  if (found.kind !== 'done') return unknown(`${code}, unread`)
  if (!found.value) return outcome
  const proof = proves(found.value)
  if (proof.kind === 'done') return proof
  const { state } = found.value.reading
  if (state === null || (isOpen(state) && code === 'dispute_already_closed')) return unknown(`${code}, reads ${found.value.theirs.status}`)
  return outcome
}

const waitsStill = (found: Outcome<Told | null>): boolean => found.kind === 'done' && found.value?.reading.state != null && isOpen(found.value.reading.state)

/** The call itself makes a dispute lost for one reason only, also where the message is the merchant's own; when it did has to stand there. */
function acceptedNow(told: Told | null): Told | null {
  if (!told || told.changedAt === null) return told && { ...told, reading: { ...told.reading, state: null } }
  return told.reading.state === 'lost' ? { ...told, reading: { ...told.reading, state: 'accepted' } } : told
}

/** How far their clock may be from ours before a time of theirs proves anything. */
const skewMs = 5 * 60_000

/** What was lost before anybody decided here was lost by something else. */
const acceptedAfter = ({ changedAt }: Told, { at }: Act): ('accepted' | 'lost')[] => (changedAt !== null && changedAt >= at - skewMs ? ['accepted', 'lost'] : [])

/** Omise has one place for words. */
const messageOf = ({ statement, evidence }: Defense): string =>
  [statement, ...evidence.map(({ kind, text }) => (kind === 'text' ? text : null))].map(text => text?.trim()).filter(Boolean).join('\n\n')

function hasMessage({ document }: Told, message: string): boolean {
  return (JSON.parse(document) as { message?: unknown }).message === message
}
