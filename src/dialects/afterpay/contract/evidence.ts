// Responding with evidence, and the files it is made of. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { anyOf, json, multipart } from '../../../wire/contract.ts'
import { fileFields, textFields } from '../words.ts'
import { anyQuery, dateTime, disputeParams, headers, readFailures, strayBody, writeFailures } from './common.ts'
import { dispute } from './dispute.ts'
import { exampleResponded, sample } from './examples.ts'

const longestText = 5000
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const text = z.string().refine(value => value.isWellFormed() && !control.test(value), 'expected text without control characters')
  .refine(value => value !== '' && [...value].length <= longestText, `expected 1 to ${longestText} characters`).nullish()
const fileToken = z.string().max(200).nullish().meta({ description: 'The id of an uploaded file.', examples: [sample.file] })

const evidenceFields = {
  ...(Object.fromEntries(textFields.map(name => [name, text])) as Record<(typeof textFields)[number], typeof text>),
  ...(Object.fromEntries(fileFields.map(name => [name, fileToken])) as Record<(typeof fileFields)[number], typeof fileToken>),
}
const evidence = z.strictObject(evidenceFields)
export type WireEvidence = z.output<typeof evidence>

const id = z.string().max(200).optional()
const nested = z.strictObject({ id, evidence })
const flat = z.strictObject({ id, ...evidenceFields })

const fileType = z.literal('dispute_evidence')
const uploaded = z.object({ id: z.string(), createdAt: dateTime, expiresAt: dateTime })
const link = z.object({ url: z.string(), expiresAt: dateTime })
const fileParams = z.object({ id: z.string().max(200) })

/** Ten megabytes in base 64, and room for what stands around them. */
const largestUpload = 14 * 1_048_576 + 65_536

export const evidenceEndpoints = {
  respondToDispute: {
    method: 'POST', path: '/v2/disputes/{dispute_id}', operation: 'respondToDispute', summary: 'Respond to a dispute', tags: ['Evidence'], scope: 'decide', headers, params: disputeParams,
    description: 'Submits evidence, once and for all. The fields stand below `evidence`, or beside `id`.',
    query: anyQuery, body: json(z.union([nested, flat])), maxBody: 524_288,
    answers: { 200: { description: 'The dispute, under review.', schema: dispute, example: exampleResponded } },
    failures: [...writeFailures, 'not_found', 'precondition_failed', 'in_progress', 'invalid_object', 'file_type', 'file_too_large'],
    examples: {
      nested: { params: { dispute_id: sample.dispute }, body: { evidence: { uncategorizedText: 'Handed over on 3 November.' } }, status: 200 },
      flat: { params: { dispute_id: sample.dispute }, body: { uncategorizedText: 'Handed over on 3 November.' }, status: 200 },
      nothing: { params: { dispute_id: sample.dispute }, body: { evidence: {} }, status: 422 },
    },
  },
  uploadFile: {
    method: 'POST', path: '/v2/disputes/files', operation: 'uploadFile', summary: 'Upload a file', tags: ['Evidence'], scope: 'decide', headers, query: anyQuery,
    description: 'GIF, JPEG, PDF or PNG, decided by its content, of 10 MB at most. As multipart/form-data with the parts `file` and `fileType`, or as JSON with base 64 in `file`.',
    body: anyOf(
      json(z.strictObject({ file: z.union([z.string(), z.strictObject({ key: z.string().min(1).max(200) })]), fileType })),
      multipart({ fields: z.strictObject({ fileType }), files: { file: { description: 'GIF, JPEG, PDF or PNG' } } }),
    ),
    maxBody: largestUpload, maxTextBody: largestUpload, holdsFile: 'request',
    answers: { 200: { description: 'Kept for 30 days.', schema: uploaded, example: { id: sample.file, createdAt: '2023-08-18T02:05:23.121Z', expiresAt: '2023-09-17T02:05:23.121Z' } } },
    failures: [...writeFailures, 'invalid_object', 'file_type', 'file_too_large'],
    examples: {
      pdf: { body: { file: 'JVBERi0xLjcKJSVFT0YK', fileType: 'dispute_evidence' }, status: 200 },
      other: { body: { file: 'AAAA', fileType: 'other' }, status: 422 },
    },
  },
  retrieveFile: {
    method: 'GET', path: '/v2/disputes/files/{id}', operation: 'retrieveFile', summary: 'Get a link to a file', tags: ['Evidence'], scope: 'read', headers, params: fileParams,
    query: z.looseObject({ id: z.string().max(200).optional().meta({ description: 'The same as in the path.' }) }), ...strayBody,
    answers: { 200: { description: 'A link that works until `expiresAt`, without credentials.', schema: link, example: { url: 'http://127.0.0.1:4242/v2/disputes/files/fi_7wvZBQqWzoPGLxvaMkpTjX/content?merchant=mch_x&expires=1692324323&signature=x', expiresAt: '2023-08-18T02:20:23Z' } } },
    failures: [...readFailures, 'not_found', 'invalid_object'],
    examples: { one: { params: { id: sample.file }, status: 200 }, unknown: { params: { id: sample.unknownFile }, status: 404 } },
  },
  downloadFile: {
    method: 'GET', path: '/v2/disputes/files/{id}/content', operation: 'downloadFile', summary: 'Follow the link to a file', tags: ['Evidence'], open: true, params: fileParams,
    description: 'Where the links of `retrieveFile` lead: the provider\'s own lead into a storage of its. Always as an attachment.',
    query: z.looseObject({ merchant: z.string().max(60), expires: z.string().regex(/^\d{1,12}$/), signature: z.string().max(100) }), ...strayBody,
    answers: { 200: { description: 'The bytes, as they came.', contentType: 'application/octet-stream' } }, failures: ['not_found', 'method_not_allowed', 'unavailable'],
    examples: { forged: { params: { id: sample.file }, query: { merchant: 'mch_x', expires: '1692324323', signature: 'x' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
