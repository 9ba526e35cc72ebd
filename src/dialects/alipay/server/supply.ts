// supplyDefenseDocument: one document in, and the defense is out. What goes out is the document of this very call, never what another
// one staged meanwhile: then it begins again.

import { hash } from 'node:crypto'
import type { Dispute, EvidenceItem } from '../../../core/dispute.ts'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import type { Services } from '../../dialect.ts'
import type { Resolved } from '../contract/shapes.ts'
import { bytesOf, typeOf } from '../document.ts'
import { acceptRefusals, complianceRefusals } from '../refusals.ts'
import { success } from '../results.ts'
import { timeText } from './answers.ts'
import { actorOf, disputeOf, failed, type Call, type Failed } from './call.ts'
import { defensesOf } from './defenses.ts'
import { decide, perform } from './perform.ts'

type Mine = Pick<Call<'supplyDefenseDocument'>, 'body' | 'principal' | 'request'>

/** Alipay does not tell its number; a check has to be possible more than once. */
export const mostDefenses = 5
const mostTries = 5

export const supplyCall = (services: Services) => async (call: Mine): Promise<{ status: 200; body: Resolved } | Failed> => {
  const { disputeId, disputeEvidence } = call.body
  const bytes = bytesOf(disputeEvidence)
  if (!bytes) return failed('PARAM_ILLEGAL')
  for (let tries = 0; tries < mostTries; tries++) {
    const found = await disputeOf(services, call, disputeId)
    if (!found) return failed(acceptRefusals.dispute_not_found)
    if (await isLimited(services, found)) return failed('DEFENSE_EXCEED_LIMIT')
    const after = await defended(services, call, found, bytes)
    if (!isRefusal(after)) return answer(disputeId, after)
    if (!overtaken.has(after.refused)) return failed((found.phase === 'compliance' ? complianceRefusals : acceptRefusals)[after.refused])
  }
  return failed('UNKNOWN_EXCEPTION')
}

/** Another call changed what is staged between two of our steps. */
const overtaken = new Set<Refusal['refused']>(['evidence_not_found', 'evidence_too_many'])

async function isLimited({ engine: { reads } }: Services, dispute: Dispute): Promise<boolean> {
  if (dispute.phase !== 'compliance' || dispute.state !== 'needs_response') return false
  return (await defensesOf(reads, dispute)).length >= mostDefenses
}

/** The document goes out in one step. What was staged before makes room first, because there is one. */
async function defended(services: Services, call: Mine, found: Dispute, bytes: Uint8Array): Promise<Dispute | Refusal> {
  const by = actorOf(call)
  for (const { id } of found.evidence) {
    const without = await perform(services, call, found, { kind: 'unstage', by, evidence: id })
    if (isRefusal(without)) return without
  }
  const { ids, now } = services.engine.world
  const item = itemOf(ids.next('evd'), bytes, now())
  const { digest, type, size, addedAt: at } = item
  const file = { merchant: found.merchant, id: item.id, dispute: found.id, digest, type, size, at, bytes }
  return decide(services, call, found, { kind: 'submit', by, act: ids.next('act'), statement: null, expect: {}, items: [item] }, [{ table: 'file', rows: [file] }])
}

function itemOf(id: EvidenceItem['id'], bytes: Uint8Array, addedAt: number): EvidenceItem {
  return { id, kind: 'file', category: null, name: null, type: typeOf(bytes), size: bytes.byteLength, digest: hash('sha256', bytes), text: null, addedAt }
}

function answer(disputeId: string, after: Dispute): { status: 200; body: Resolved } | Failed {
  if (after.state !== 'under_review' || !after.defense) return failed('UNKNOWN_EXCEPTION')
  return { status: 200, body: { result: success, disputeId, disputeResolutionTime: timeText(after.defense.at) } }
}
