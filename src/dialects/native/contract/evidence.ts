// Evidence: staged piece by piece, sent with the defense. Data only.

import { z } from 'zod'
import type { Endpoint } from '../../../wire/contract.ts'
import { anyOf, json, multipart } from '../../../wire/contract.ts'
import { answer, notWorkable, postFailures, readFailures, writeFailures } from './common.ts'
import { dispute, evidence } from './dispute.ts'
import { exampleDispute, exampleEvidence, sample } from './examples.ts'
import { headers, idOf, idParams, postHeaders, words } from './shapes.ts'

const stageable = [...notWorkable, 'deadline_passed'] as const
const category = words(60).optional().meta({ description: 'What it shows, in the caller\'s or the provider\'s words: receipt, shipping, communication, …' })
const evidenceParams = z.object({ id: idOf('dsp'), evidence: idOf('evd') })

/** The largest file of any provider and the form around it; the provider's own limit is judged with the dispute. */
const largestUpload = 12 * 1_048_576

export const evidenceEndpoints = {
  addEvidence: {
    method: 'POST', path: '/v1/disputes/{id}/evidence', operation: 'addEvidence', summary: 'Add evidence', tags: ['Evidence'], scope: 'decide',
    description: 'A file as multipart/form-data, or a text as JSON. PDF, JPEG, PNG or TIFF, decided by its content and not by its name; limits are the provider\'s.',
    headers: postHeaders, idempotent: true, params: idParams('dsp'), notFound: 'dispute_not_found', maxBody: largestUpload,
    body: anyOf(
      json(z.strictObject({ text: words(100_000), category })),
      multipart({ fields: z.strictObject({ category }), files: { file: { description: 'PDF, JPEG, PNG or TIFF' } } }),
    ),
    answers: { 201: answer('Added.', evidence, exampleEvidence) },
    failures: [...postFailures, ...stageable, 'evidence_type_not_allowed', 'evidence_type_mismatch', 'evidence_empty', 'evidence_too_large', 'evidence_too_many', 'statement_too_long'],
    examples: {
      text: { params: { id: sample.dispute }, body: { text: 'Handed over on 3 November, signed by P. Suda.', category: 'shipping' }, status: 201 },
      empty: { params: { id: sample.dispute }, body: { text: '' }, status: 400 },
    },
  },
  listEvidence: {
    method: 'GET', path: '/v1/disputes/{id}/evidence', operation: 'listEvidence', summary: 'List staged evidence', tags: ['Evidence'], scope: 'read', headers,
    params: idParams('dsp'), notFound: 'dispute_not_found',
    answers: { 200: answer('What will go out with the defense, or went.', z.object({ data: z.array(evidence) }), { data: [exampleEvidence] }) },
    failures: [...readFailures, 'dispute_not_found'],
    examples: { all: { params: { id: sample.dispute }, status: 200 }, unknown: { params: { id: 'dsp_00000000000000000000000000' }, status: 404 } },
  },
  getEvidenceContent: {
    method: 'GET', path: '/v1/disputes/{id}/evidence/{evidence}/content', operation: 'getEvidenceContent', summary: 'Download evidence', tags: ['Evidence'], scope: 'read', headers,
    description: 'Always as an attachment, never to be shown from this origin.',
    params: evidenceParams, notFound: 'evidence_not_found',
    answers: { 200: { description: 'The bytes, as they came.', contentType: 'application/octet-stream' } }, failures: [...readFailures, 'evidence_not_found'],
    examples: {
      one: { params: { id: sample.dispute, evidence: sample.evidence }, status: 200 },
      unknown: { params: { id: sample.dispute, evidence: 'evd_00000000000000000000000000' }, status: 404 },
    },
  },
  removeEvidence: {
    method: 'DELETE', path: '/v1/disputes/{id}/evidence/{evidence}', operation: 'removeEvidence', summary: 'Remove staged evidence', tags: ['Evidence'], scope: 'decide', headers,
    params: evidenceParams, notFound: 'evidence_not_found',
    answers: { 200: answer('The dispute without it.', dispute, exampleDispute) }, failures: [...writeFailures, ...stageable, 'evidence_not_found'],
    examples: {
      one: { params: { id: sample.dispute, evidence: sample.evidence }, status: 200 },
      unknown: { params: { id: sample.dispute, evidence: 'evd_00000000000000000000000000' }, status: 404 },
    },
  },
} as const satisfies Record<string, Endpoint>
