// Afterpay as upstream: calls on its own contract. Accepting is a GET there, so no answer of it is taken for what it does not say, and
// nothing is sent again from here but the other verb where the first is not offered.

import { isCurrency } from '../../core/currency.ts'
import { isOpen, type Dispute } from '../../core/dispute.ts'
import { done, refused, unknown, type Outcome } from '../../core/outcome.ts'
import type { Asked, Capabilities, Submitting, Told, Upstream } from '../../engine/upstream.ts'
import type { Answered } from '../../wire/call.ts'
import type { ConnectParts, Connector } from '../dialect.ts'
import { askOf, endpoints, isAnswer } from './ask.ts'
import { fieldsOf } from './defends.ts'
import { acknowledge, readNotice } from './hears.ts'
import { looksOf } from './looks.ts'
import { errorOf, failed, proved } from './outcomes.ts'
import { toldOf, type Account } from './told.ts'
import { uploading } from './uploads.ts'

/** Ended by an acceptance only where the document says so; a defense may have been judged before anybody looked. */
const capabilities: Capabilities = {
  readBack: true, list: true, afterUnknown: 'read_back', closedUnproven: [], acceptedReads: ['accepted'], submittedReads: ['under_review', 'won', 'lost'], settlesWithinMs: 60_000,
  // An older edition leaves out by what a lost one was closed.
  acceptedEnds: ['lost'],
}

/** A reading may lag behind a 412 for a moment; whoever says "closed" and "open" so often means no. */
const mostContradictions = 5

export const afterpayConnector: Connector = {
  credentials: [
    { name: 'merchant_id', secret: false, about: 'The merchant id that Afterpay gave.' },
    { name: 'secret_key', secret: true, about: 'The secret key that belongs to it.' },
    { name: 'currency', secret: false, optional: true, about: "The account's currency (ISO 4217), for disputes that name none, as those of the current documents: without it they are not taken in." },
    { name: 'webhook_key', secret: true, optional: true, about: 'The HMAC key of webhooks, as Afterpay handed it over.' },
    { name: 'webhook_url', secret: false, optional: true, about: 'Where Afterpay was told to send webhooks, letter by letter: their signature covers it.' },
    { name: 'site', secret: false, optional: true, about: "The merchant's web address, for the User-Agent that Afterpay asks for." },
  ],
  switches: {
    accept: { values: ['get', 'post'], about: 'The verb of accepting: the current pages say GET, two older editions POST. The other is tried once where the answer is 405.' },
    evidence: { values: ['nested', 'flat'], about: 'Whether the fields of a response stand below `evidence` or beside `id`.' },
    upload: { values: ['multipart', 'base64'], about: 'How the bytes of a file travel: no page says.' },
  },
  production: 'https://global-api.afterpay.com',
  unfit: ({ credentials: { currency } }) => (currency === undefined || isCurrency(currency) ? null : 'The currency is a code of ISO 4217 in capital letters, such as USD.'),
  capabilities,
  connect: connected,
}

function connected(parts: ConnectParts): Upstream {
  const { credentials, switches } = parts
  const account: Account = { currency: isCurrency(credentials['currency']) ? credentials['currency'] : null }
  const ask = askOf(parts)
  const upload = uploading(ask, switches['upload'] === 'base64')
  const { find, list, mayRead } = looksOf(ask, account, parts.now)
  return {
    capabilities, accept, submit, find, list, acknowledge,
    async probe() {
      const read = await mayRead()
      return read.kind === 'done' ? done({ account: credentials['merchant_id'] ?? null }) : read
    },
    read: incoming => readNotice(incoming, { url: credentials['webhook_url'], key: credentials['webhook_key'] }),
  }

  async function accept({ dispute, attempt }: Asked): Promise<Outcome<Told>> {
    const params = { dispute_id: dispute.theirs.id }
    const byGet = () => ask(endpoints.acceptDispute, { params, effect: true })
    const byPost = () => ask(endpoints.acceptDisputeByPost, { params, body: { json: {} }, effect: true })
    const [usual, other] = switches['accept'] === 'post' ? [byPost, byGet] : [byGet, byPost]
    const first = await usual()
    // The one status that proves, whoever it came from, that nothing happened.
    const answer = isAnswer(first, 405) ? await other() : first
    if (isAnswer(answer, 412)) return closed(dispute, answer, attempt)
    // This call makes a dispute lost for one reason only; older editions leave that out.
    if (isAnswer(answer, 200)) return proved(toldOf(answer.body, account, { document: answer.text, closedBy: 'merchant_accepted' }), dispute, 'accepted')
    return failed(answer, 'decides')
  }

  /** By what it was closed is read back: a layer in between may have sent our GET twice. */
  async function closed(dispute: Dispute, answer: Answered, attempt: number): Promise<Outcome<Told>> {
    const found = await find(dispute.theirs.id)
    const told = found.kind === 'done' ? found.value : null
    if (!told || told.reading.state === null) return unknown('closed_by_something')
    if (told.reading.state === 'accepted') return proved(told, dispute, 'accepted')
    const said = errorOf(answer)
    return refused(said?.code ?? null, said?.message ?? null, !isOpen(told.reading.state) || attempt >= mostContradictions)
  }

  async function submit(submitting: Submitting): Promise<Outcome<Told>> {
    const { dispute, defense } = submitting
    const fields = fieldsOf(defense)
    if (fields.kind !== 'done') return fields
    const evidence: Record<string, string> = { ...fields.value.texts }
    for (const { field, item } of fields.value.files) {
      const token = await upload(item, submitting)
      if (token.kind !== 'done') return token
      evidence[field] = token.value
    }
    const { id } = dispute.theirs
    const json = switches['evidence'] === 'flat' ? { id, ...evidence } : { id, evidence }
    const answer = await ask(endpoints.respondToDispute, { params: { dispute_id: id }, body: { json } })
    return isAnswer(answer, 200) ? proved(toldOf(answer.body, account, { document: answer.text }), dispute, 'under_review') : failed(answer, 'decides')
  }
}
