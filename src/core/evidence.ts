// Whether evidence fits a provider's limits; said before sending, in the order a person would fix it.

import type { Dispute, EvidenceItem } from './dispute.ts'
import { refuse, type Refusal } from './refusal.ts'
import type { EvidenceLimits } from './terms.ts'

export function stagingRefused(dispute: Dispute, item: EvidenceItem, limits: EvidenceLimits): Refusal | null {
  if (item.kind === 'text') return tooLong(item.text ?? '', limits)
  if (!limits.types.includes(item.type)) return refuse('evidence_type_not_allowed', { type: item.type, allowed: limits.types.join(', ') })
  if (item.size > limits.fileBytes) return refuse('evidence_too_large', { size: item.size, limit: limits.fileBytes })
  const files = dispute.evidence.filter(e => e.kind === 'file')
  if (files.length >= limits.files) return refuse('evidence_too_many', { limit: limits.files })
  const total = files.reduce((sum, e) => sum + e.size, item.size)
  return total > limits.totalBytes ? refuse('evidence_too_large', { size: total, limit: limits.totalBytes }) : null
}

export function submissionRefused(dispute: Dispute, statement: string | null, limits: EvidenceLimits): Refusal | null {
  if (statement && tooLong(statement, limits)) return tooLong(statement, limits)
  const enough = dispute.evidence.length > 0 || (limits.statementAlone && Boolean(statement?.trim()))
  return enough ? null : refuse('evidence_missing', { statement_alone: limits.statementAlone })
}

/** Length in code points, as people count. */
function tooLong(text: string, limits: EvidenceLimits): Refusal | null {
  const length = [...text].length
  return length > limits.textLength ? refuse('statement_too_long', { length, limit: limits.textLength }) : null
}
