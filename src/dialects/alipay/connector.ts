// Alipay as upstream: three calls, and no way to ask how a dispute stands. What is not answered is repeated once and then waited for;
// REPEAT_REQUEST says that it is closed there, and never by whom.

import { done, unsent, type Outcome } from '../../core/outcome.ts'
import type { Capabilities, Upstream } from '../../engine/upstream.ts'
import type { ConnectParts, Connector } from '../dialect.ts'
import { askOf } from './ask.ts'
import { submit } from './defends.ts'
import { acknowledge, readNotice } from './hears.ts'
import { proved, unprovenRefusals } from './proved.ts'

const capabilities: Capabilities = {
  readBack: false, list: false, afterUnknown: 'repeat_once', closedUnproven: unprovenRefusals,
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
    capabilities, acknowledge,
    accept: async asked => proved('acceptDispute', asked, await ask('acceptDispute', { disputeId: asked.dispute.theirs.id })),
    submit: submitting => submit(ask, submitting),
    /** Their check of the signature comes before the one of the dispute, and there is no dispute of this name. */
    async probe() {
      const answer = await ask('downloadDisputeEvidence', { disputeId: '0', disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' })
      const isProof = answer.kind === 'done' || (answer.kind === 'refused' && answer.code === 'PARAM_ILLEGAL')
      return isProof ? done({ account: credentials['client_id'] ?? null }) : (answer as Outcome<never>)
    },
    find: async () => unsent('no_read_back'),
    list: async () => unsent('no_list'),
    read: incoming => readNotice(incoming, credentials),
  }
}
