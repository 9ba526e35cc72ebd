/**
 * Every call of every provider's API, by hand: which ids it takes, in its path and elsewhere. A call that is added to a contract and
 * not here does not compile.
 */
import { pdf as pdfText } from '../kit/alipay.ts'
import { pdf } from '../kit/ahrvo.ts'
import { upload } from '../kit/moov.ts'
import { samplePdf } from '../kit/native.ts'
import { fileForm } from '../kit/omise.ts'
import { jsonBody, type Request } from '../kit/speaker.ts'
import type { AfterpayContract } from '../../src/dialects/afterpay/contract.ts'
import type { ahrvoContract } from '../../src/dialects/ahrvo/contract.ts'
import type { AlipayContract } from '../../src/dialects/alipay/contract.ts'
import type { moovContract } from '../../src/dialects/moov/contract.ts'
import type { omiseContract } from '../../src/dialects/omise/contract.ts'

export type Kind = 'account' | 'dispute' | 'evidence' | 'file' | 'webhook' | 'event' | 'charge' | 'token'
export type Ids = Partial<Record<Kind, string>>
/** `path` names the ids of the path in order, `also` those that `query` and `send` name. */
export type Row = { path?: readonly Kind[]; also?: readonly Kind[]; query?(ids: Ids): Record<string, string>; send?(ids: Ids): Pick<Request, 'headers' | 'body'> }
type Rows<C extends { endpoints: object }> = Record<keyof C['endpoints'], Row>

const send = (value: (ids: Ids) => object): Row['send'] => ids => jsonBody(value(ids))
const form = (value: (ids: Ids) => Record<string, string>): Row['send'] => ids => ({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(value(ids)).toString() })
const pdfBase64 = Buffer.from(samplePdf).toString('base64')
const onDispute = { path: ['dispute'] } as const
const onEvidence = { path: ['dispute', 'evidence'] } as const
const hook = { url: 'https://shop.example/hook' }

const named = { also: ['dispute'], send: send(({ dispute }) => ({ disputeId: dispute, disputeEvidence: pdfText, disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' })) } as const
const alipay: Rows<AlipayContract> = {
  acceptDispute: named, supplyDefenseDocument: named, downloadDisputeEvidence: named, acceptDisputeInSandbox: named, supplyDefenseDocumentInSandbox: named, downloadDisputeEvidenceInSandbox: named,
}

const afterpay: Rows<AfterpayContract> = {
  listDisputes: {}, getDispute: onDispute, acceptDispute: onDispute, acceptDisputeByPost: onDispute,
  respondToDispute: { ...onDispute, also: ['file'], send: send(({ file }) => ({ evidence: { uncategorizedFile: file, uncategorizedText: 'x' } })) },
  uploadFile: { send: send(() => ({ file: pdfBase64, fileType: 'dispute_evidence' })) },
  retrieveFile: { path: ['file'] }, downloadFile: { path: ['file'], query: () => ({ merchant: 'mch_x', expires: '1795165200', signature: 'x' }) },
}

const omise: Rows<typeof omiseContract> = {
  listDisputes: {}, listOpenDisputes: {}, listPendingDisputes: {}, listClosedDisputes: {}, listEvents: {},
  searchDisputes: { also: ['dispute'], query: ({ dispute }) => ({ scope: 'dispute', query: dispute! }) },
  getDispute: onDispute, acceptDispute: onDispute, acceptDisputeByPatch: onDispute, updateDispute: { ...onDispute, send: form(() => ({ message: 'x' })) },
  uploadDocument: { ...onDispute, send: () => formed(fileForm()) }, listDocuments: onDispute, getDocument: onEvidence, downloadDocument: onEvidence, deleteDocument: onEvidence,
  getEvent: { path: ['event'] },
  // A charge is a name that its caller chooses: whoever has a charge of that name disputes its own.
  createDispute: {},
  closeDispute: { ...onDispute, send: form(() => ({ status: 'won' })) }, closeDisputeByPost: { ...onDispute, send: form(() => ({ status: 'won' })) },
}

const accountDispute = { path: ['account', 'dispute'] } as const
const accountEvidence = { path: ['account', 'dispute', 'evidence'] } as const
const accountFile = { path: ['account', 'dispute', 'file'] } as const
const onWebhook = { path: ['webhook'] } as const
const moovHook = send(() => ({ ...hook, status: 'enabled', eventTypes: ['dispute.created'], description: 'x' }))
const moov: Rows<typeof moovContract> = {
  listDisputes: { path: ['account'], also: ['dispute'], query: ({ dispute }) => ({ disputeIDs: dispute! }) },
  getDispute: accountDispute, acceptDispute: accountDispute, submitEvidence: accountDispute, uploadEvidenceText: { ...accountDispute, send: send(() => ({ text: 'x', evidenceType: 'receipt' })) },
  uploadEvidenceFile: { ...accountDispute, send: () => upload() }, listEvidence: accountDispute, getEvidence: accountEvidence, getEvidenceData: accountFile,
  updateEvidence: { ...accountEvidence, send: send(() => ({ text: 'y' })) }, deleteEvidence: accountEvidence,
  createAccessToken: { also: ['account'], send: form(({ account }) => ({ grant_type: 'client_credentials', scope: `/accounts/${account}/transfers.read` })) },
  revokeAccessToken: { also: ['token'], send: form(({ token }) => ({ token: token! })) },
  createWebhook: { send: moovHook }, listWebhooks: {}, getWebhook: onWebhook, updateWebhook: { ...onWebhook, send: moovHook }, disableWebhook: onWebhook, getWebhookSecret: onWebhook, pingWebhook: onWebhook, listEventTypes: {},
}

const ahrvo: Rows<typeof ahrvoContract> = {
  acceptDispute: { ...onDispute, send: send(() => ({ note: 'x' })) }, getDispute: onDispute, updateDispute: { ...onDispute, send: send(() => ({ tags: { seen: 'yes' } })) },
  listDisputes: { also: ['charge'], query: ({ charge }) => ({ transfer_id: charge! }) },
  submitDispute: { ...onDispute, send: send(() => ({ note: 'x' })) }, listAdjustmentTransfers: onDispute, uploadEvidence: { ...onDispute, send: () => pdf() }, listEvidence: onDispute,
  getEvidence: onEvidence, updateEvidence: { ...onEvidence, send: send(() => ({ tags: { seen: 'yes' } })) }, downloadEvidence: onEvidence,
  createWebhook: { send: send(() => hook) }, listWebhooks: {}, getWebhook: onWebhook, updateWebhook: { ...onWebhook, send: send(() => ({ enabled: false })) },
}

function formed([body, headers]: ReturnType<typeof fileForm>): Pick<Request, 'headers' | 'body'> {
  return { body, headers }
}

export const routes = { alipay, afterpay, omise, moov, ahrvo } as const
