// The three calls under the live path, and the same under the sandbox's. Data only.

import { z } from 'zod'
import { json, type Endpoint } from '../../../wire/contract.ts'
import { success, type FailureCode } from '../results.ts'
import { disputeId, evidence, evidenceTypes, jsonType, mostBase64, resolved } from './shapes.ts'

export const livePath = '/ams/api/v1/payments'
export const sandboxPath = '/ams/sandbox/api/v1/payments'
export const sampleDispute = '2025010329013101740904829052'

const sandboxMark = 'InSandbox'

/** Content-Type may be left out (docs.antom.com/ac/ams/api_fund). */
const taken = { types: ['application/json', ''] }
/** What nobody documents is ignored, in the address too. */
const query = z.looseObject({})
const always = ['PARAM_ILLEGAL', 'UNKNOWN_EXCEPTION', 'INVALID_SIGNATURE', 'route_not_found', 'method_not_allowed'] as const
const decides = [...always, 'REPEAT_REQUEST', 'TIME_EXCEEDS_LIMIT'] as const
const open = { disputeId: sampleDispute }
const unknown = { disputeId: '2025010100000000000000000000' }
const example = { result: success, disputeId: sampleDispute, disputeResolutionTime: '2026-11-20T09:00:00+00:00' }

const acceptDispute = {
  method: 'POST', path: '/ams/api/v1/payments/acceptDispute', operation: 'acceptDispute', summary: 'Accept a dispute: give up the money', scope: 'decide', query,
  description: 'Final. A `DISPUTE_ACCEPTED` notification follows.',
  body: json(z.object({ disputeId }), taken),
  answers: { 200: { description: 'Accepted.', schema: resolved, contentType: jsonType, example } }, failures: decides,
  examples: { accept: { body: open, status: 200 }, unknown: { body: unknown, status: 200 }, nameless: { body: {}, status: 200 } },
} as const satisfies Endpoint<FailureCode>

const supplyDefenseDocument = {
  method: 'POST', path: '/ams/api/v1/payments/supplyDefenseDocument', operation: 'supplyDefenseDocument', summary: 'Send the defense document', scope: 'decide', query,
  description: `One document in Base64 of at most ${mostBase64} characters. A \`DEFENSE_SUPPLIED\` notification follows. Only a compliance request takes another one, after its check.`,
  body: json(z.object({ disputeId, disputeEvidence: z.string().min(1).max(mostBase64).meta({ description: 'The document in Base64.' }) }), taken),
  holdsFile: 'request',
  // The document, the clients' indentation, and here and there an escaped slash (PHP writes `\/`).
  maxBody: 1_048_576,
  answers: { 200: { description: 'Sent; the time is that of the upload.', schema: resolved, contentType: jsonType, example } },
  failures: [...decides, 'DEFENSE_EXCEED_LIMIT', 'NOT_ALLOW_IN_CURRENT_STATUS'],
  examples: { pdf: { body: { ...open, disputeEvidence: 'JVBERi0xLjQ=' }, status: 200 }, empty: { body: open, status: 200 } },
} as const satisfies Endpoint<FailureCode>

const downloadDisputeEvidence = {
  method: 'POST', path: '/ams/api/v1/payments/downloadDisputeEvidence', operation: 'downloadDisputeEvidence', summary: 'Read the form or the document', scope: 'read', query,
  body: json(z.object({ disputeId, disputeEvidenceType: z.string().min(1).max(64).meta({ description: `One of ${evidenceTypes.join(', ')}.` }) }), taken),
  holdsFile: 'answer',
  answers: {
    200: { description: 'The file.', schema: evidence, contentType: jsonType, example: { result: success, disputeEvidence: 'JVBERi0xLjQ=', disputeEvidenceFormat: 'PDF' } },
  },
  failures: always,
  examples: {
    form: { body: { ...open, disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' }, status: 200 },
    strange: { body: { ...open, disputeEvidenceType: 'NOPE' }, status: 200 },
  },
} as const satisfies Endpoint<FailureCode>

/** The clients put `/sandbox` into the path, and sign that path, when the client id begins with SANDBOX_. */
const inSandbox = <E extends Endpoint<FailureCode>>(endpoint: E) => ({
  ...endpoint, path: endpoint.path.replace(livePath, sandboxPath) as `/${string}`, operation: `${endpoint.operation}${sandboxMark}`,
})

/** The call itself, whichever path it came by. */
export const callOf = (operation: string): string => operation.replace(new RegExp(`${sandboxMark}$`), '')

export const endpoints = {
  acceptDispute, supplyDefenseDocument, downloadDisputeEvidence,
  acceptDisputeInSandbox: inSandbox(acceptDispute),
  supplyDefenseDocumentInSandbox: inSandbox(supplyDefenseDocument),
  downloadDisputeEvidenceInSandbox: inSandbox(downloadDisputeEvidence),
}
