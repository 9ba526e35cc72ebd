// Alipay as upstream: three calls, and no way to ask how a dispute stands. What is not answered is repeated once and then waited for;
// REPEAT_REQUEST says that it is closed there, and never by whom.

import { done, refused, unknown, unsent, type Outcome } from '../../core/outcome.ts'
import type { Asked, Capabilities, Submitting, Told, Upstream } from '../../engine/upstream.ts'
import type { ConnectParts, Connector } from '../dialect.ts'
import { askOf, type CallName, type Said } from './ask.ts'
import { mostBase64 } from './contract/shapes.ts'
import { acknowledge, readNotice } from './hears.ts'
import { resultCodes } from './results.ts'
import { toldByAnswer } from './told.ts'

/** No refusal of a repetition says what the first try did: a lost one may have closed the dispute. */
const refusals = [...resultCodes.filter(code => code !== 'UNKNOWN_EXCEPTION'), 'SIGNATURE_INVALID']

const capabilities: Capabilities = {
  readBack: false, list: false, afterUnknown: 'repeat_once', closedUnproven: refusals,
  // Instead of DISPUTE_ACCEPTED a judgement against the merchant may follow an acceptance.
  acceptedReads: ['accepted', 'lost'], submittedReads: ['under_review'], settlesWithinMs: 24.5 * 3_600_000,
}

export const alipayConnector: Connector = {
  credentials: [
    { name: 'client_id', secret: false, about: 'The client id; with one that begins with SANDBOX_ the calls go to the sandbox.' },
    { name: 'private_key', secret: true, about: "The merchant's RSA private key, PKCS#8 or PKCS#1 in Base64: it signs what is asked." },
    { name: 'platform_public_key', secret: false, about: "Alipay's public key for this client, in Base64, as its dashboard shows it (another Parley shows it as parley_public_key): answers and notifications are verified with it." },
    { name: 'key_version', secret: false, optional: true, about: 'The number of the key pair, where it is not 1.' },
    { name: 'notification_url', secret: false, optional: true, about: 'The address that Alipay was told to send to, where a proxy changes its path: the signature covers it.' },
  ],
  switches: {},
  production: 'https://open-na-global.alipay.com',
  capabilities,
  connect: connected,
}

function connected(parts: ConnectParts): Upstream {
  const { credentials } = parts
  const ask = askOf(parts)
  return {
    capabilities, accept, submit, acknowledge,
    /** Their check of the signature comes before the one of the dispute, and there is no dispute of this name. */
    async probe() {
      const answer = await ask('downloadDisputeEvidence', { disputeId: '0', disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' })
      const proved = answer.kind === 'done' || (answer.kind === 'refused' && answer.code === 'PARAM_ILLEGAL')
      return proved ? done({ account: credentials['client_id'] ?? null }) : (answer as Outcome<never>)
    },
    find: async () => unsent('no_read_back'),
    list: async () => unsent('no_list'),
    read: incoming => readNotice(incoming, credentials),
  }

  async function accept(asked: Asked): Promise<Outcome<Told>> {
    return proved('acceptDispute', asked, await ask('acceptDispute', { disputeId: asked.dispute.theirs.id }))
  }

  async function submit(submitting: Submitting): Promise<Outcome<Told>> {
    const document = await documentOf(submitting)
    if (document.kind !== 'done') return document
    const { dispute: { theirs: { id: disputeId } } } = submitting
    const answer = await ask('supplyDefenseDocument', { disputeId, disputeEvidence: document.value })
    return proved('supplyDefenseDocument', submitting, answer)
  }
}

/** One document per call, and nothing beside it: no name, no kind, no words. */
async function documentOf({ defense: { evidence, statement }, bytesOf }: Submitting): Promise<Outcome<string>> {
  const [item, ...more] = evidence
  if (!item || item.kind !== 'file' || more.length > 0 || statement !== null) return refused('one_document', 'Alipay takes one document and no words beside it')
  const base64 = Buffer.from(await bytesOf(item)).toString('base64')
  return base64.length > mostBase64 ? refused('document_too_large', `Alipay takes at most ${mostBase64} characters of Base64`) : done(base64)
}

function proved(call: CallName, { dispute, attempt }: Asked, answer: Outcome<Said>): Outcome<Told> {
  if (answer.kind === 'refused') return attempt > 1 && !refusals.includes(answer.code ?? '') ? unknown(`repeat_${answer.code}`) : answer
  if (answer.kind !== 'done') return answer
  const { status, reasonCode, reasonText } = dispute.theirs
  const told = toldByAnswer(call, call === 'acceptDispute' ? 'accepted' : 'under_review', answer.value, { status, reasonCode, reasonText })
  if (!told) return unknown('answer_unreadable')
  return told.theirId === dispute.theirs.id ? done(told) : unknown('answer_of_another')
}
