// Evidence: uploaded piece by piece, read back, changed and deleted until it is submitted. Data only. Source as in disputes.ts.

import { z } from 'zod'
import { ignored, json, multipart, type Endpoint } from '../../../wire/contract.ts'
import { answer, anyQuery, changing, dateTime, evidenceType, headers, nothing, onDispute, sample, uuid } from './shapes.ts'

const ids = { evidenceID: uuid, disputeID: uuid, evidenceType }
const textAnswer = z.object({ ...ids, text: z.string(), createdOn: dateTime }).meta({ id: 'EvidenceTextResponse' })
const fileAnswer = z.object({ ...ids, filename: z.string(), mimeType: z.string(), size: z.int(), createdOn: dateTime }).meta({ id: 'EvidenceUploadResponse' })
export const evidence = z.object({
  ...ids, text: z.string().optional(), filename: z.string().optional(), mimeType: z.string().optional(), size: z.int().optional(),
  createdOn: dateTime, updatedOn: dateTime, submittedOn: dateTime.optional(),
}).meta({ id: 'Evidence' })
export type WireEvidence = z.input<typeof evidence>
const unfit = z.object({ evidenceType: z.string().optional(), file: z.object({ filename: z.string().optional(), mimeType: z.string().optional() }).optional() })
  .meta({ id: 'FileUploadValidationError' })
export type Unfit = z.input<typeof unfit>

const created = '2024-12-23T18:00:00Z'
const exampleText = { evidenceID: sample.evidence, disputeID: sample.dispute, evidenceType: 'cover-letter', text: 'Delivered on 1 May', createdOn: created } as const
const exampleFile = { evidenceID: sample.file, disputeID: sample.dispute, evidenceType: 'receipt', filename: 'receipt.pdf', mimeType: 'application/pdf', size: 4, createdOn: created } as const
const listed = (item: typeof exampleText | typeof exampleFile): WireEvidence => ({ ...item, updatedOn: created })

/** 750 is judged with the dispute, so that an unknown dispute is 404 also for a long text. */
const words = z.string().min(1).max(20_000).refine(text => text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text), 'expected text without control characters')
const bodies = ['invalid_body', 'unsupported_media_type'] as const
const one = { params: { accountID: sample.account, disputeID: sample.dispute } }
const item = { params: { ...one.params, evidenceID: sample.evidence } }
const unknown = { params: { ...one.params, evidenceID: sample.unknown }, status: 404 }
const noDispute = { params: { accountID: sample.account, disputeID: sample.unknown }, status: 404 }
const path = '/accounts/{accountID}/disputes/{disputeID}'
const about = { tags: ['Evidence'], headers, query: anyQuery } as const

export const evidenceEndpoints = {
  uploadEvidenceText: {
    method: 'POST', path: `${path}/evidence-text`, operation: 'uploadEvidenceText', summary: 'Upload text as evidence', scope: 'transfers.write', ...about,
    body: json(z.object({ text: words.meta({ description: 'At most 750 characters.' }), evidenceType })),
    answers: { 201: answer('Uploaded.', textAnswer, exampleText) }, failures: [...changing, ...bodies, 'statement_too_long', 'evidence_too_many'],
    examples: {
      letter: { ...one, body: { text: 'Delivered on 1 May', evidenceType: 'cover-letter' }, status: 201 },
      strange: { ...one, body: { text: 'Delivered on 1 May', evidenceType: 'nonsense' }, status: 400 },
    },
  },
  uploadEvidenceFile: {
    method: 'POST', path: `${path}/evidence-file`, operation: 'uploadEvidenceFile', summary: 'Upload a file as evidence', scope: 'transfers.write', ...about,
    description: 'Two parts in any order, `evidenceType` and `file`. JPEG, TIFF or PDF of at most 4 MB; the part of the file says which.',
    body: multipart({ fields: z.looseObject({ evidenceType: z.string().optional() }), files: { file: { description: 'JPEG, TIFF or PDF', optional: true } } }),
    maxBody: 4_194_304 + 65_536,
    answers: { 201: answer('Uploaded.', fileAnswer, exampleFile), 422: answer('The form does not fit.', unfit, { evidenceType: 'There is no such type of evidence.' }) },
    failures: [...changing, ...bodies, 'evidence_too_large', 'evidence_too_many', 'evidence_type_not_allowed', 'evidence_empty'],
  },
  listEvidence: {
    method: 'GET', path: `${path}/evidence`, operation: 'listEvidence', summary: 'List evidence', scope: 'transfers.read', ...about, body: ignored(),
    answers: { 200: answer('All evidence of the dispute.', z.array(evidence), [listed(exampleText), listed(exampleFile)]) }, failures: onDispute,
    examples: { all: { ...one, status: 200 }, unknown: noDispute },
  },
  getEvidence: {
    method: 'GET', path: `${path}/evidence/{evidenceID}`, operation: 'getEvidence', summary: 'Read evidence', scope: 'transfers.read', ...about, body: ignored(),
    answers: { 200: answer('The evidence.', evidence, listed(exampleText)) }, failures: [...onDispute, 'evidence_not_found'],
    examples: { one: { ...item, status: 200 }, unknown },
  },
  getEvidenceData: {
    method: 'GET', path: `${path}/evidence/{evidenceID}/data`, operation: 'getEvidenceData', summary: 'Download evidence', scope: 'transfers.read', ...about, body: ignored(),
    description: 'The bytes as they came: application/pdf, image/jpeg or image/tiff, always as an attachment. Text evidence has none: 404.',
    answers: { 200: { description: 'The file.', contentType: 'application/pdf', headers: { 'x-request-id': 'A UUID that names this request.' } } },
    failures: [...onDispute, 'evidence_not_found', 'data_not_found'],
    examples: { file: { params: { ...one.params, evidenceID: sample.file }, status: 200 }, text: { ...item, status: 404 } },
  },
  updateEvidence: {
    method: 'PATCH', path: `${path}/evidence/{evidenceID}`, operation: 'updateEvidence', summary: 'Change evidence', scope: 'transfers.write', ...about,
    description: 'Its type, and the text of text evidence. Once it is submitted: 400, since no 409 is documented here.',
    body: json(z.object({ evidenceType: evidenceType.optional(), text: words.optional() })),
    answers: { 200: answer('Changed.', evidence, { ...listed(exampleText), evidenceType: 'other', updatedOn: '2024-12-23T18:02:00Z' }) },
    failures: [...onDispute, ...bodies, 'credential_revoked', 'act_in_progress', 'acceptance_pending', 'evidence_not_found', 'evidence_fixed', 'text_of_file', 'statement_too_long'],
    examples: { other: { ...item, body: { evidenceType: 'other' }, status: 200 }, unknown: { ...unknown, body: { evidenceType: 'other' } } },
  },
  deleteEvidence: {
    method: 'DELETE', path: `${path}/evidence/{evidenceID}`, operation: 'deleteEvidence', summary: 'Delete evidence', scope: 'transfers.write', ...about, body: ignored(),
    answers: { 204: nothing('Deleted.') }, failures: [...changing, 'evidence_not_found'],
    examples: { gone: { ...item, status: 204 }, unknown },
  },
} as const satisfies Record<string, Endpoint<string>>
