// downloadDisputeEvidence: the pre-filled form, or the document that was supplied. What was never uploaded is an illegal parameter,
// because the call has no other word for it.

import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { evidenceTypes, shortEvidenceTypes, type Evidence, type EvidenceType } from '../contract/shapes.ts'
import { formatOf } from '../document.ts'
import { success } from '../results.ts'
import { formOf } from '../form.ts'
import { disputeOf, failed, type Call, type Failed } from './call.ts'
import { defensesOf } from './defenses.ts'

type Mine = Pick<Call<'downloadDisputeEvidence'>, 'body' | 'principal' | 'request'>

export const downloadCall = (services: Services) => async (call: Mine): Promise<{ status: 200; body: Evidence } | Failed> => {
  const { disputeId, disputeEvidenceType } = call.body
  const type = typeNamed(disputeEvidenceType, call.principal.shortTypes)
  const dispute = type && await disputeOf(services, call, disputeId)
  if (!dispute) return failed('PARAM_ILLEGAL')
  if (type === 'DISPUTE_EVIDENCE_TEMPLATE') return answer(formOf(dispute), 'application/pdf')
  const file = type === 'DISPUTE_EVIDENCE_FILE' ? await suppliedFile(services, dispute) : null
  return file ? answer(file.bytes, file.type) : failed('PARAM_ILLEGAL')
}

function typeNamed(name: string, short: boolean): EvidenceType | null {
  return evidenceTypes.find(type => type === name) ?? (short && Object.hasOwn(shortEvidenceTypes, name) ? shortEvidenceTypes[name]! : null)
}

async function suppliedFile({ engine: { reads } }: Services, dispute: Dispute) {
  const last = (await defensesOf(reads, dispute)).at(-1)?.evidence.findLast(({ kind }) => kind === 'file')
  return last ? reads.file(dispute.merchant, last.id) : null
}

function answer(bytes: Uint8Array, type: string): { status: 200; body: Evidence } {
  return { status: 200, body: { result: success, disputeEvidence: Buffer.from(bytes).toString('base64'), disputeEvidenceFormat: formatOf(type) } }
}
