// Evidence: uploading, listing, reading, tagging, downloading. Data only.

import { z } from 'zod'
import { ignored, multipart, type Endpoint } from '../../../wire/contract.ts'
import * as sample from './samples.ts'
import { answer, evidence, hal, headers, listOf, onDispute, pageQuery, root, tags, unknown, version } from './shapes.ts'

const path = `${root}/disputes/{id}/evidence` as const
const params = { id: sample.ids.dispute, evidence: sample.ids.evidence }
const onEvidence = [...onDispute, 'evidence_not_found'] as const
const unknownEvidence = { params: { ...params, evidence: 'EVnope' }, status: 404 }
const closed = [
  'act_in_progress', 'acceptance_pending', 'already_accepted', 'already_submitted', 'already_won', 'already_lost', 'already_expired', 'already_withdrawn', 'already_prevented',
  'already_refunded', 'deadline_passed',
] as const

export const evidenceEndpoints = {
  uploadEvidence: {
    method: 'POST', path, operation: 'uploadEvidence', summary: 'Upload evidence', tags: ['Evidence'], scope: 'decide', headers,
    description: 'A JPEG or a PDF of up to 1 MB; eight of them at most. Possible while `response_state` is NEEDS_RESPONSE.',
    body: multipart({ fields: z.looseObject({}), files: { file: { description: 'JPEG or PDF.' } } }),
    // A file of a byte too many is still read, so that it can be told what is wrong with it.
    maxBody: 1_114_112,
    answers: { 201: answer('Kept.', evidence, sample.evidence) },
    failures: [...onDispute, ...closed, 'file_invalid', 'evidence_type_not_allowed', 'evidence_too_large', 'evidence_too_many'],
    examples: { nothing: { params: { id: sample.ids.dispute }, status: 422 } },
  },
  listEvidence: {
    method: 'GET', path, operation: 'listEvidence', summary: 'List evidence', tags: ['Evidence'], scope: 'read', headers, body: ignored(), query: pageQuery,
    answers: { 200: answer('A page, the oldest first.', listOf('evidences', evidence), sample.listed('evidences', sample.evidence, `${root}/disputes/${sample.ids.dispute}/evidence`)) },
    failures: onDispute, examples: { all: { params: { id: sample.ids.dispute }, status: 200 }, unknown },
  },
  getEvidence: {
    method: 'GET', path: `${path}/{evidence}`, operation: 'getEvidence', summary: 'Fetch one piece of evidence', tags: ['Evidence'], scope: 'read', headers, body: ignored(),
    query: z.looseObject({}), answers: { 200: answer('The evidence.', evidence, sample.evidence) }, failures: onEvidence, examples: { one: { params, status: 200 }, unknown: unknownEvidence },
  },
  updateEvidence: {
    method: 'PUT', path: `${path}/{evidence}`, operation: 'updateEvidence', summary: 'Add tags to evidence', tags: ['Evidence'], scope: 'decide', headers,
    description: 'What is there stays, with the three tags that the server sets.', body: hal(z.looseObject({ tags })),
    answers: { 200: answer('The evidence.', evidence, { ...sample.evidence, tags: { document_type: 'receipt', ...sample.evidence.tags } }) },
    failures: [...onEvidence, 'version_missing', 'tags_invalid', 'metadata_too_large'],
    examples: { tagged: { params, headers: { 'finix-version': version }, body: { tags: { document_type: 'receipt' } }, status: 200 }, strange: { params, body: {}, status: 422 } },
  },
  downloadEvidence: {
    method: 'GET', path: `${path}/{evidence}/download`, operation: 'downloadEvidence', summary: 'Download evidence', tags: ['Evidence'], scope: 'read', headers, body: ignored(),
    query: z.looseObject({}), answers: { 200: { description: 'The bytes as they were uploaded.', contentType: 'application/octet-stream' } }, failures: onEvidence,
    examples: { one: { params, status: 200 }, unknown: unknownEvidence },
  },
} as const satisfies Record<string, Endpoint>
