// Moov as the provider: calls on the same contract that the dialect serves. It judges answers and tells what they say; it sends nothing
// twice by itself but a request that was turned away because its access token had ended.

import { done, refused, unknown, type Outcome } from '../../core/outcome.ts'
import type { Asked, Capabilities, Submitting, Told, Upstream } from '../../engine/upstream.ts'
import { call, type CallInput } from '../../wire/call.ts'
import type { Endpoint } from '../../wire/contract.ts'
import type { ConnectParts, Connector } from '../dialect.ts'
import { moovContract } from './contract.ts'
import { acknowledge, readEvent, type Nonces } from './hears.ts'
import { accessOf } from './connector/access.ts'
import { failed, isAnswer, isForeign, isTheirs, itemsOf, proven, toldBy, type Heard } from './connector/answers.ts'
import { nextOf, placeOf, queryOf } from './connector/pages.ts'
import { stageAll } from './connector/staging.ts'

/** A defense of ours may have been judged before anybody looked: the document then still says when it was submitted. */
const capabilities: Capabilities = {
  readBack: true, list: true, afterUnknown: 'read_back', closedUnproven: [], acceptedReads: ['accepted'], submittedReads: ['under_review', 'won', 'lost', 'withdrawn'],
  settlesWithinMs: 60_000,
}

export const moovConnector: Connector = {
  credentials: [
    { name: 'account_id', secret: false, about: 'The account in whose name it acts, a UUID: at a platform the platform\'s own.' },
    { name: 'public_key', secret: false, about: 'The public half of an API key of that account.' },
    { name: 'secret_key', secret: true, about: 'The secret half of the API key.' },
    { name: 'merchant_account_id', secret: false, optional: true, about: 'At a platform: the merchant\'s account. Disputes of others are then neither read nor decided.' },
    { name: 'webhook_secret', secret: true, optional: true, about: 'The signing secret of the webhook that tells this Parley.' },
  ],
  switches: { auth: { values: ['basic', 'token'], about: 'Whether each call carries the API key, or an access token with transfers.read and transfers.write that the key buys.' } },
  production: 'https://api.moov.io',
  capabilities,
  connect: connected,
}

const heardNonces = new WeakMap<object, Nonces>()

function connected(parts: ConnectParts): Upstream {
  const { credentials } = parts
  const { listDisputes, getDispute, acceptDispute, submitEvidence } = moovContract.endpoints
  const accountID = credentials['account_id'] ?? ''
  const merchantAccountID = credentials['merchant_account_id']
  const access = accessOf(parts)
  const nonces = heardNonces.get(credentials) ?? new Map()
  heardNonces.set(credentials, nonces)
  const find = async (theirId: string): Promise<Outcome<Told | null>> => {
    const heard = await ask(getDispute, { params: on(theirId) })
    if (isAnswer(heard, 200) && isForeign(heard.body, merchantAccountID)) return done(null)
    if (isAnswer(heard, 404)) return isTheirs(heard) ? done(null) : unknown('not_the_api')
    return toldBy(heard, theirId)
  }
  return {
    capabilities, find,
    async probe() {
      const read = itemsOf(await ask(listDisputes, { params: { accountID }, query: { count: 1 } }))
      return read.kind === 'done' ? done({ account: accountID }) : read
    },
    async accept({ dispute }: Asked) {
      const heard = await ask(acceptDispute, { params: on(dispute.theirs.id) })
      return isAnswer(heard, 409) && isTheirs(heard) ? clashed(heard, dispute) : proven(heard, dispute, 'accepted')
    },
    async submit(submitting: Submitting) {
      const { dispute } = submitting
      const staged = await stageAll(ask, on(dispute.theirs.id), submitting)
      return staged.kind === 'done' ? proven(await ask(submitEvidence, { params: on(dispute.theirs.id) }), dispute, 'under_review') : staged
    },
    /** It filters by creation and not by change, so `since` would leave out what ended of late. */
    async list({ cursor }) {
      const place = placeOf(cursor)
      if (!place) return refused('cursor', null)
      const heard = await ask(listDisputes, { params: { accountID }, query: { ...queryOf(place), merchantAccountID } })
      const read = itemsOf(heard, merchantAccountID)
      return read.kind === 'done' ? done({ items: read.value, next: nextOf(place, read.value, sizeOf(heard)) }) : read
    },
    read: incoming => readEvent(incoming, credentials['webhook_secret'] ?? null, nonces),
    acknowledge,
  }

  /** 409 says that it is closed and not by what: an acceptance that stands there is what was asked for, since it is final. */
  async function clashed(heard: Heard, dispute: Asked['dispute']): Promise<Outcome<Told>> {
    const found = await find(dispute.theirs.id)
    const state = found.kind === 'done' ? found.value?.reading.state : null
    if (found.kind !== 'done' || !found.value || !state) return unknown('clash_unread')
    return state === 'accepted' ? done(found.value) : failed(heard)
  }

  async function ask(endpoint: Endpoint, input: CallInput): Promise<Heard> {
    const first = await asked(endpoint, input)
    return isAnswer(first.heard, 401) && isTheirs(first.heard) && access.spoiled(first.header) ? (await asked(endpoint, input)).heard : first.heard
  }

  async function asked(endpoint: Endpoint, input: CallInput): Promise<{ heard: Heard; header: string }> {
    const granted = await access.header()
    if (granted.kind !== 'done') return { heard: granted.kind === 'unknown' ? { kind: 'unsent', cause: granted.cause } : granted, header: '' }
    const header = granted.value
    const heard = await call(endpoint, { ...input, headers: { 'x-moov-version': moovContract.version } }, {
      baseUrl: parts.baseUrl, send: parts.send, now: parts.now, sign: () => ({ authorization: header }),
    })
    return { heard, header }
  }

  function on(disputeID: string): { accountID: string; disputeID: string } {
    return { accountID, disputeID }
  }
}

const sizeOf = (heard: Heard): number => (heard.kind === 'answered' && Array.isArray(heard.body) ? heard.body.length : 0)
