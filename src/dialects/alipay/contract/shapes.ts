// The bodies of Alipay's calls. Data only. Fields that nobody documents are let through unread.

import { z } from 'zod'

export const jsonType = 'application/json; charset=UTF-8'

/** Up to 1,000,000 characters; Base64 itself is read by the handler, because a pattern over so long a text would hold everybody up. */
export const mostBase64 = 1_000_000

/** Text that a store can keep: an id of theirs is opaque otherwise. */
export const disputeId = z.string().min(1).max(64).regex(/^[^\u0000-\u001f\u007f]*$/, 'no control characters').meta({ description: 'Opaque, at most 64 characters.' })

export const evidenceTypes = ['DISPUTE_EVIDENCE_TEMPLATE', 'DISPUTE_EVIDENCE_FILE', 'DISPUTE_EVIDENCE_AI'] as const
export type EvidenceType = (typeof evidenceTypes)[number]

/** What the Python client writes for them (global-open-sdk-python 1.5.5); taken only where the credential says so. */
export const shortEvidenceTypes: Record<string, EvidenceType> = { TEMPLATE: 'DISPUTE_EVIDENCE_TEMPLATE', FILE: 'DISPUTE_EVIDENCE_FILE' }

const result = z.object({
  resultCode: z.string().max(64), resultStatus: z.enum(['S', 'F', 'U']), resultMessage: z.string().max(256),
}).meta({ id: 'Result', description: 'S: done. F: not done. U: unknown; send the same call again.' })

const time = z.string().max(64).meta({ description: 'ISO 8601 with offset, to the second.' })

export const resultOnly = z.object({ result }).meta({ id: 'ResultOnly' })
export const resolved = z.object({ result, disputeId: z.string().max(64), disputeResolutionTime: time }).meta({ id: 'Resolved' })
export const evidence = z.object({
  result, disputeEvidence: z.string().max(mostBase64).meta({ description: 'Base64.' }), disputeEvidenceFormat: z.enum(['PDF', 'WORD']),
}).meta({ id: 'Evidence' })

export type Resolved = z.infer<typeof resolved>
export type Evidence = z.infer<typeof evidence>
