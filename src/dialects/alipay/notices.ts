// notifyDispute: what a merchant is told, signed with our key over the address that the merchant gave. It makes the message and never sends it.

import { createPublicKey, type KeyObject } from 'node:crypto'
import { formatInstantAt } from '../../core/time.ts'
import type { Dispute } from '../../core/dispute.ts'
import type { NoticeKind } from '../../core/notice.ts'
import { uriOf } from './address.ts'
import type { NotificationType } from './contract/notice.ts'
import type { NoticeFormat, Signed } from '../dialect.ts'
import { isSandboxClient, readPrivateKey } from './scheme.ts'
import { sign } from './signature.ts'
import { toWireNotice } from './translate.ts'

const minute = 60
const hour = 60 * minute

export const alipayNotices: NoticeFormat<Promise<Signed>> = {
  /** Eight sends in all, to the minute (docs.antom.com/ac/ref_zh-cn/notification); a sandbox client hears once (docs.antom.com/ac/ams_zh-cn/nrs). */
  schedule: [2 * minute, 10 * minute, 10 * minute, hour, 2 * hour, 6 * hour, 15 * hour],
  exact: true,
  scheduleFor: secrets => (isSandboxClient(read(secrets).clientId) ? [] : alipayNotices.schedule),
  secretOf: ({ client_id: clientId, parley_private_key: privateKey }) => {
    const shown = createPublicKey(readPrivateKey(privateKey!)).export({ format: 'der', type: 'spki' }).toString('base64')
    return { kept: JSON.stringify({ clientId, privateKey }), shown }
  },
  render({ kind, dispute }) {
    const type = typeOf(kind, dispute)
    return type && { type, body: JSON.stringify(toWireNotice(type, dispute)) }
  },
  async sign({ body, url }, secrets, now) {
    const { clientId, key } = read(secrets)
    const time = formatInstantAt(now, 0, { fraction: false })
    const signature = await sign({ uri: uriOf(url!), clientId, time, body }, key)
    return { headers: { 'content-type': 'application/json', 'request-time': time, 'client-id': clientId, signature }, body }
  },
  acknowledged: (status, body) => (status === 200 && isSuccess(body) ? 'delivered' : 'failed'),
}

/** Null for what Alipay has no word for. Visa's RDR is settled by itself: it is told when it is over, and never as a dispute that was opened. */
export function typeOf(kind: NoticeKind, dispute: Dispute): NotificationType | null {
  const { phase } = dispute
  if (phase === 'alert') return endings.includes(kind) ? 'RDR_RESOLVED' : null
  // A compliance request whose documents did not pass has to be answered again; any other turn is a dispute of its own.
  if (kind === 'dispute.escalated') return isSentBack(dispute) ? 'DISPUTE_JUDGED' : 'DISPUTE_CREATED'
  return types[kind] ?? null
}

const isSentBack = ({ phase, respondBy, evidence }: Dispute): boolean => phase === 'compliance' && respondBy !== null && evidence.length > 0

const types: Partial<Record<NoticeKind, NotificationType>> = {
  'dispute.opened': 'DISPUTE_CREATED',
  'webhook.test': 'DISPUTE_CREATED',
  'dispute.due_soon': 'DEFENSE_DUE_ALERT',
  'dispute.submitted': 'DEFENSE_SUPPLIED',
  'dispute.accepted': 'DISPUTE_ACCEPTED',
  'dispute.expired': 'DISPUTE_ACCEPTED',
  'dispute.won': 'DISPUTE_JUDGED',
  'dispute.lost': 'DISPUTE_JUDGED',
  'dispute.reversed': 'DISPUTE_JUDGED',
  'dispute.withdrawn': 'DISPUTE_CANCELLED',
  'dispute.prevented': 'RDR_RESOLVED',
  // A refund that was found closes the case for the merchant (docs.antom.com/ac/dispute/defend_chargeback).
  'dispute.refunded': 'DISPUTE_JUDGED',
}

const endings: readonly NoticeKind[] = ['dispute.accepted', 'dispute.expired', 'dispute.won', 'dispute.lost', 'dispute.withdrawn', 'dispute.prevented', 'dispute.refunded']

/** The newest secret signs: a notification has one signature. */
function read([newest]: readonly string[]): { clientId: string; key: KeyObject } {
  const text = newest!
  const before = keys.get(text)
  if (before) return before
  const { clientId, privateKey } = JSON.parse(text) as { clientId: string; privateKey: string }
  const parsed = { clientId, key: readPrivateKey(privateKey) }
  if (keys.size >= mostKeys) keys.clear()
  keys.set(text, parsed)
  return parsed
}

/** Parsed once: parsing takes longer than signing. */
const keys = new Map<string, { clientId: string; key: KeyObject }>()
const mostKeys = 1_000

function isSuccess(body: string): boolean {
  try {
    const { result } = JSON.parse(body) as { result?: { resultCode?: unknown; resultStatus?: unknown } }
    return result?.resultCode === 'SUCCESS' && result.resultStatus === 'S'
  } catch {
    return false
  }
}
