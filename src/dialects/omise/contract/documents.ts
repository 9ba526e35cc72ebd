// The documents of a dispute. Reading one back is not on the provider's pages: it is where `download_uri` leads here. Data only.

import { z } from 'zod'
import { anyOf, form, ignored, json, multipart, type Endpoint } from '../../../wire/contract.ts'
import { disputeFailures, headers, pageBody, pageQuery, postHeaders, writeFailures } from './common.ts'
import { document, listOf, oldDocument } from './dispute.ts'
import { exampleDocument, listExample, sample, unknownDispute } from './examples.ts'

const params = z.object({ id: z.string() })
const oneParams = z.object({ id: z.string(), document: z.string() })
const either = z.union([document, oldDocument])
const unknown = { params: { id: unknownDispute, document: sample.document }, status: 404 } as const
const one = { id: sample.dispute, document: sample.document }
const locks = ['documents_locked', 'act_in_progress', 'acceptance_pending'] as const

export const kinds = ['cardholder_details', 'details_of_purchase', 'proof_of_receipt', 'proof_of_acceptance'] as const

/** The largest document and the form around it. */
const largestUpload = 12 * 1_048_576

export const documentEndpoints = {
  uploadDocument: {
    method: 'POST', path: '/disputes/{id}/documents', operation: 'uploadDocument', summary: 'Upload a document', tags: ['Documents'], scope: 'decide',
    description: 'PNG, JPEG or PDF of at most 10 MB, by its content; only while the dispute is open.',
    headers: postHeaders, idempotent: true, params, maxBody: largestUpload,
    body: multipart({ fields: z.looseObject({ kind: z.enum(kinds).optional() }), files: { file: { description: 'PNG, JPEG or PDF' } } }),
    answers: { 200: { description: 'The document.', schema: either, example: exampleDocument } },
    failures: [...writeFailures, ...locks, 'invalid_file_type', 'evidence_type_not_allowed', 'evidence_too_large', 'evidence_too_many'],
    examples: { json: { summary: 'Not a form', params: { id: sample.dispute }, body: { file: 'x' }, status: 415 } },
  },
  listDocuments: {
    method: 'GET', path: '/disputes/{id}/documents', operation: 'listDocuments', summary: 'List documents', tags: ['Documents'], scope: 'read',
    headers, params, query: pageQuery, body: anyOf(json(pageBody, { optional: true }), form(pageBody, { optional: true })),
    answers: { 200: { description: 'A page of the list.', schema: listOf(either), example: listExample([exampleDocument], `/disputes/${sample.dispute}/documents`) } },
    failures: disputeFailures,
    examples: { all: { params: { id: sample.dispute }, status: 200 }, unknown: { params: { id: unknownDispute }, status: 404 } },
  },
  getDocument: {
    method: 'GET', path: '/disputes/{id}/documents/{document}', operation: 'getDocument', summary: 'Retrieve a document', tags: ['Documents'], scope: 'read',
    headers, params: oneParams, body: ignored(),
    answers: { 200: { description: 'The document.', schema: either, example: exampleDocument } },
    failures: [...disputeFailures, 'document_not_found'], examples: { one: { params: one, status: 200 }, unknown },
  },
  downloadDocument: {
    method: 'GET', path: '/disputes/{id}/documents/{document}/download', operation: 'downloadDocument', summary: 'Download a document', tags: ['Documents'], scope: 'read',
    description: 'Always as an attachment.', headers, params: oneParams, body: ignored(),
    answers: { 200: { description: 'The bytes, as they came.', contentType: 'application/octet-stream' } },
    failures: [...disputeFailures, 'document_not_found'], examples: { one: { params: one, status: 200 }, unknown },
  },
  deleteDocument: {
    method: 'DELETE', path: '/disputes/{id}/documents/{document}', operation: 'deleteDocument', summary: 'Destroy a document', tags: ['Documents'], scope: 'decide',
    description: 'Only while the dispute is open.', headers, params: oneParams, body: ignored(),
    answers: { 200: { description: 'The document as it was, marked as deleted.', schema: either, example: { ...exampleDocument, deleted: true } } },
    failures: [...writeFailures, ...locks, 'document_not_found', 'evidence_not_found'], examples: { one: { params: one, status: 200 }, unknown },
  },
} as const satisfies Record<string, Endpoint>
