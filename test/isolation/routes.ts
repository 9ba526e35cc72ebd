/**
 * Every call of the native API, by hand: who may make it and which ids it takes. A call that is added to the contract and not here
 * does not compile, and what the contract says of scopes is compared with this and not believed.
 */
import type { NativeContract } from '../../src/dialects/native/contract.ts'
import { sample } from '../../src/dialects/native/contract/examples.ts'

export type Operation = keyof NativeContract['endpoints']
export type IdKind = keyof typeof sample
export type Scope = 'read' | 'decide' | 'admin' | 'administrator'
/** `takes` names the ids of the path in order; `query` and `body` are what makes the call a good one, given the caller's own ids. */
export type Row = { scope: Scope; takes?: readonly IdKind[]; query?: (ids: Ids) => Record<string, string>; body?: (ids: Ids) => object }
export type Ids = Record<IdKind, string>

const onDispute = { takes: ['dispute'] } as const
const reads = { scope: 'read' } as const
const onPage = { query: () => ({ limit: '2' }) }

export const routes: Record<Operation, Row> = {
  listDisputes: { ...reads, ...onPage },
  getDispute: { ...reads, ...onDispute },
  annotateDispute: { scope: 'decide', ...onDispute, body: () => ({ note: 'x' }) },
  listEvents: { ...reads, ...onDispute },
  listDisputePostings: { ...reads, ...onDispute },
  listRaw: { ...reads, ...onDispute },
  getContext: { ...reads, ...onDispute },
  listRepeats: { ...reads, query: ({ dispute }) => ({ disputes: dispute }) },
  prepareDispute: { scope: 'decide', ...onDispute, body: () => ({ kind: 'accept' }) },
  stopPreparing: { scope: 'decide', ...onDispute },
  acceptDispute: { scope: 'decide', ...onDispute, body: () => ({ reason: 'no_proof' }) },
  submitDispute: { scope: 'decide', ...onDispute, body: () => ({ statement: 'x' }) },
  undoAct: { scope: 'decide', takes: ['act'] },
  getAct: { ...reads, takes: ['act'] },
  lookAfterAct: { scope: 'decide', takes: ['act'] },
  settleAct: { scope: 'decide', takes: ['act'], body: () => ({ found: 'accepted', reason: 'x' }) },
  createConnection: { scope: 'admin', body: () => ({ dialect: 'native', name: 'x', url: 'http://127.0.0.1:65535', credentials: { key: 'pk_0123456789abcdef' }, paused: true }) },
  listConnections: reads,
  getConnection: { ...reads, takes: ['connection'] },
  updateConnection: { scope: 'admin', takes: ['connection'], body: () => ({ name: 'y' }) },
  deleteConnection: { scope: 'admin', takes: ['connection'] },
  testConnection: { scope: 'admin', takes: ['connection'] },
  readConnection: { scope: 'admin', takes: ['connection'] },
  addEvidence: { scope: 'decide', ...onDispute, body: () => ({ text: 'x' }) },
  listEvidence: { ...reads, ...onDispute },
  getEvidenceContent: { ...reads, takes: ['dispute', 'evidence'] },
  removeEvidence: { scope: 'decide', takes: ['dispute', 'evidence'] },
  listBalances: reads,
  countDisputes: reads,
  listSavedViews: reads,
  createSavedView: { scope: 'decide', body: () => ({ name: 'x', view: 'all' }) },
  updateSavedView: { scope: 'decide', takes: ['view'], body: () => ({ name: 'y' }) },
  deleteSavedView: { scope: 'decide', takes: ['view'] },
  getSummary: reads,
  getOutlook: reads,
  getOutcomes: reads,
  getMoney: reads,
  listAudit: { ...reads, ...onPage },
  checkAudit: reads,
  exportDisputes: reads,
  exportEvents: reads,
  listRequests: { scope: 'admin', ...onPage },
  getRequest: { scope: 'admin', takes: ['request'] },
  getSystem: { scope: 'admin' },
  listDialects: reads,
  listPostings: { ...reads, ...onPage },
  createWebhook: { scope: 'admin', body: () => ({ url: 'http://127.0.0.1:65535/hook' }) },
  listWebhooks: reads,
  getWebhook: { ...reads, takes: ['webhook'] },
  updateWebhook: { scope: 'admin', takes: ['webhook'], body: () => ({ enabled: false }) },
  deleteWebhook: { scope: 'admin', takes: ['webhook'] },
  rotateWebhook: { scope: 'admin', takes: ['webhook'] },
  testWebhook: { scope: 'admin', takes: ['webhook'] },
  listNotices: { ...reads, query: ({ dispute }) => ({ dispute }) },
  getNotice: { ...reads, takes: ['notice'] },
  resendNotice: { scope: 'decide', takes: ['notice'] },
  streamEvents: { ...reads, query: () => ({ after: '0' }) },
  createMerchant: { scope: 'administrator', body: () => ({ name: 'x' }) },
  listMerchants: { scope: 'administrator' },
  getMerchant: { ...reads, takes: ['merchant'] },
  createUser: { scope: 'admin', body: () => ({ name: 'x', password: 'seven herons over wet rice' }) },
  listUsers: reads,
  updateUser: { scope: 'admin', takes: ['user'], body: () => ({ role: 'viewer' }) },
  deleteUser: { scope: 'admin', takes: ['user'] },
  listCredentials: { scope: 'admin', takes: ['merchant'] },
  createCredential: { scope: 'admin', takes: ['merchant'], body: () => ({ scope: 'read' }) },
  rotateCredential: { scope: 'admin', takes: ['credential'] },
  revokeCredential: { scope: 'admin', takes: ['credential'] },
  openDispute: { scope: 'decide', body: ({ merchant }) => ({ merchant, amount: { value: 1, currency: 'THB' } }) },
  judgeDispute: { scope: 'decide', ...onDispute, body: () => ({ verdict: 'won' }) },
  escalateDispute: { scope: 'decide', ...onDispute, body: () => ({ phase: 'arbitration' }) },
  reverseDispute: { scope: 'decide', ...onDispute },
  moveDeadline: { scope: 'decide', ...onDispute, body: () => ({ respond_in: 'P9D' }) },
  getClock: reads,
  setClock: { scope: 'administrator', body: () => ({ advance: 'PT1S' }) },
  listFaults: { scope: 'administrator' },
  addFault: { scope: 'administrator', body: () => ({ dialect: 'native', operation: 'getDispute', fault: 'slow' }) },
  clearFaults: { scope: 'administrator' },
  resetSandbox: { scope: 'administrator' },
}
export const operations = Object.keys(routes) as Operation[]
export const scopes: readonly Scope[] = ['read', 'decide', 'admin', 'administrator']
