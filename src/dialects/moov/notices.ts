// What a merchant is told, as Moov tells it: that a dispute is there, and that its status or phase has changed. Amounts, dates and reasons
// are read, not told. It makes the message and never sends it.

import { createHmac } from 'node:crypto'
import type { Dispute } from '../../core/dispute.ts'
import { sameVersion } from '../../core/observation.ts'
import { formatInstant } from '../../core/time.ts'
import type { NoticeFormat, NoticeToSend } from '../dialect.ts'
import { isUuid, uuidOf } from './ids.ts'
import { signatureOf } from './scheme.ts'
import { merchantAccountOf, phaseOf, statusOf, transferOf } from './translate.ts'

type Type = 'dispute.created' | 'dispute.updated' | 'event.test'
type Event = { eventID: string; type: Type; data: { accountID?: string; ping?: true }; createdOn: string }
const minute = 60
const hour = 60 * minute

export const moovNotices: NoticeFormat = {
  /** "For up to 24 hours"; the steps are not published. */
  schedule: [5, 30, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 8 * hour, 8 * hour],
  /** The events name the account, which only the credential knows. */
  secretOf: ({ account_id: account, webhook_secret: secret }) => ({ kept: `${account} ${secret}`, shown: secret! }),
  render(notice) {
    const type = typeOf(notice)
    return type && { type, body: JSON.stringify(eventOf(type, notice)) }
  },
  /** There is room for one signature: while a secret is turned over the newest signs. */
  sign({ id, body, webhook = id }, [kept], now) {
    const [account, secret] = partsOf(kept!)
    const signed = { timestamp: formatInstant(now, { fraction: false }), nonce: nonceOf(secret, `${id} ${now}`), webhook: uuidOf(webhook) }
    const headers = {
      'content-type': 'application/json',
      'x-timestamp': signed.timestamp, 'x-nonce': signed.nonce, 'x-webhook-id': signed.webhook, 'x-signature': signatureOf(secret, signed),
    }
    return { headers, body: withAccount(body, account) }
  },
  acknowledged: status => (status >= 200 && status < 300 ? 'delivered' : 'failed'),
}

/** Null for what changes neither status nor phase: evidence, notes, deadlines, an acceptance that waits. */
function typeOf({ kind, dispute }: NoticeToSend): Type | null {
  switch (kind) {
    case 'dispute.opened': return 'dispute.created'
    case 'webhook.test': return 'event.test'
    case 'dispute.due_soon':
    case 'dispute.acceptance_held':
    case 'dispute.acceptance_undone':
    case 'dispute.accepting':
    case 'dispute.submitting':
    case 'dispute.refused': return null
    case 'dispute.updated': return broughtPhase(dispute) ? 'dispute.updated' : null
    default: return 'dispute.updated'
  }
}

/** Whether the newest news from upstream was of the phase. */
function broughtPhase({ observed }: Dispute): boolean {
  return observed?.phase ? sameVersion(observed.phase, observed.version) : false
}

function eventOf(type: Type, { id, at, dispute }: NoticeToSend): Event {
  const data = type === 'event.test' ? { ping: true as const } : dataOf(dispute)
  return { eventID: uuidOf(id), type, data, createdOn: formatInstant(at) }
}

function dataOf(dispute: Dispute) {
  const { transactionID = '' } = dispute.payment.references
  return {
    accountID: merchantAccountOf(dispute, ''), transferID: transferOf(dispute),
    transactionID: isUuid(transactionID) ? transactionID : uuidOf(`transaction ${dispute.id}`),
    disputeID: dispute.theirs.id, status: statusOf[dispute.state], phase: phaseOf[dispute.phase],
  }
}

function withAccount(body: string, account: string): string {
  const event = JSON.parse(body) as Event
  if (event.data.accountID !== '') return body
  return JSON.stringify({ ...event, data: { ...event.data, accountID: account } })
}

/** What is shown of what signs. */
export const secretIn = (kept: string): string => partsOf(kept)[1]

function partsOf(kept: string): [account: string, secret: string] {
  const blank = kept.indexOf(' ')
  return [kept.slice(0, blank), kept.slice(blank + 1)]
}

/** 60 letters and digits, as in the documented sample: another one for each attempt, and nobody else can foresee it. */
function nonceOf(secret: string, of: string): string {
  const bytes = createHmac('sha512', secret).update(`nonce ${of}`).digest()
  return Array.from(bytes.subarray(0, 60), byte => characters[byte % characters.length]).join('')
}

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
