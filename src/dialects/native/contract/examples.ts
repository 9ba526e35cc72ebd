// The people and things of the examples: one merchant, one dispute and what belongs to them. Data only; tests put live ids in place
// of these before they play an example.

import type { WireAct, WireDispute, WireEvidence } from './dispute.ts'

export const sample = {
  merchant: 'mch_06ef1x3k80w4nqg7t2yh5rdmac',
  dispute: 'dsp_06ef1x7g90fsvk3a8zq1c4n6pt',
  act: 'act_06ef1xbq40h7dw2m9ke5r8ycvj',
  evidence: 'evd_06ef1xcs80j3tn5b6xq9a2f4gw',
  webhook: 'whk_06ef1xdv00k8mz4c7ph2s9e6rb',
  notice: 'ntc_06ef1xez40m2qa9d5wj8t3g7vc',
  credential: 'key_06ef1xg280n6rx7e4yk1v5h9bd',
  connection: 'con_06ef1xh4c0q8sz2f6am3w7j1ce',
  user: 'usr_06ef1xj8w0d3rk5n9bqy2v7tmc',
  view: 'viw_06ef1xk5r0b7mt2s8dqy4w9nhc',
  request: 'req_06ef1xbpy0h0000000000000g0',
} as const

const clerk = { kind: 'key', id: sample.credential, surface: 'native', request: sample.request } as const
const at = '2026-11-21T09:30:00Z'

export const exampleEvidence: WireEvidence = {
  id: sample.evidence, kind: 'text', category: 'shipping', name: null, type: 'text/plain', size: 44,
  sha256: 'b2b9f2f9d5fcb8a1f3cbb2b1a2b7f4ec3c1de8d6f1a9b9d2aa5ad1d1a4a8f0c7', text: 'Handed over on 3 November, signed by P. Suda.', added_at: at,
}

export const exampleDispute: WireDispute = {
  id: sample.dispute, merchant: sample.merchant, home: 'house', dialect: 'native',
  theirs: { id: 'nd_8f3kq0', status: null, reason_code: null, reason_text: null },
  phase: 'chargeback', state: 'needs_response', cycle: 1,
  amount: { value: 12000, currency: 'THB' }, settlement: null, fees: [],
  reason: { category: 'not_received', code: null, network: null, network_code: null },
  respond_by: { at: '2026-11-28T09:00:00Z', zone: null, source: 'operator' }, seconds_left: 603_000,
  payment: { id: 'pay_1001', order: 'A-1001', paid_at: null, network: null, references: {}, captured: null, refunded: null },
  story: { text: 'The parcel never came.', language: 'en', customer: 'P. Suda' },
  act: null, acceptance: null, defense: null, resolution: null, expired_at: null,
  evidence: [], books: { held: 12000, gone: 0, currency: 'THB' }, metadata: {}, tags: [], owner: null, revision: 1,
  opened_at: '2026-11-21T09:00:00Z', updated_at: '2026-11-21T09:00:00Z',
  can: { accept: true, submit: true, add_evidence: true, undo: { refused: 'act_not_pending', why: 'The act is not waiting: it took effect, was undone, or its undo window has passed.' } },
}

const acceptance = { act: sample.act, at, by: clerk, reason: 'customer_is_right', note: 'The carrier lost it.', override: null } as const
const over = { refused: 'already_accepted', why: 'The dispute was accepted at 2026-11-21T09:30:00Z through native.' }

export const exampleAccepted: WireDispute = {
  ...exampleDispute, state: 'accepted', seconds_left: null, acceptance, books: { held: 0, gone: 12000, currency: 'THB' }, revision: 2, updated_at: at,
  can: { accept: over, submit: over, add_evidence: over, undo: { refused: 'act_not_pending', why: 'The act is not waiting: it took effect, was undone, or its undo window has passed.' } },
}

export const exampleAct: WireAct = {
  id: sample.act, dispute: sample.dispute, kind: 'accept', state: 'pending', by: clerk, at, due_at: '2026-11-21T09:35:00Z',
  reason: 'customer_is_right', note: 'The carrier lost it.', override: null,
}
