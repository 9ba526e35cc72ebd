// The values that examples use: ids that tests replace by living ones, and one dispute as it looks after its acceptance. Data only.

import type { WireDispute, WireDocument, WireEvent } from './dispute.ts'

export const sample = {
  dispute: 'dspt_test_6344fcf1z4svpiz2chc',
  document: 'docu_test_6344fd00000svpiz2ch',
  charge: 'chrg_test_6344fc3dqaonb91fqa9',
  event: 'evnt_test_06ef1xez40m2qa9d5wj8t3g7vc0',
} as const
export const unknownDispute = 'dspt_test_0000000000000000000'

export const exampleDispute: WireDispute = {
  object: 'dispute', id: sample.dispute, livemode: false, location: `/disputes/${sample.dispute}`, currency: 'THB', amount: 100000,
  funding_amount: 100000, funding_currency: 'THB', metadata: {}, charge: sample.charge,
  documents: {
    object: 'list', data: [], limit: 20, offset: 0, total: 0, location: `/disputes/${sample.dispute}/documents`, order: 'chronological',
    from: '1970-01-01T00:00:00Z', to: '2026-11-20T09:00:00Z',
  },
  transactions: [{
    object: 'transaction', id: 'trxn_test_6344fcf92vetm4oar11', livemode: false, currency: 'THB', amount: 100000, location: '/transactions/trxn_test_6344fcf92vetm4oar11',
    direction: 'debit', key: 'dispute.started.debit', origin: sample.dispute, transferable_at: '2026-11-20T08:59:59Z', created_at: '2026-11-20T08:59:59Z',
  }],
  admin_message: null, message: null, reason_code: 'goods_or_services_not_provided', reason_message: 'Merchandise/Services Not Received',
  status: 'open', closed_at: null, created_at: '2026-11-20T08:59:59Z',
}
export const acceptedDispute: WireDispute = { ...exampleDispute, message: 'Merchant accepts the dispute', status: 'lost', closed_at: '2026-11-20T09:00:00Z' }

export const exampleDocument: WireDocument = {
  object: 'document', livemode: false, id: sample.document, deleted: false, filename: 'receipt.png', location: `/disputes/${sample.dispute}/documents/${sample.document}`,
  kind: 'proof_of_receipt', download_uri: null, created_at: '2026-11-20T09:00:00Z',
}
export const exampleEvent: WireEvent = {
  object: 'event', id: sample.event, livemode: false, location: `/events/${sample.event}`, webhook_deliveries: [], data: exampleDispute,
  key: 'dispute.create', created_at: '2026-11-20T08:59:59Z',
}
export const listExample = <T>(data: T[], location: string) => ({
  object: 'list' as const, data, limit: 20, offset: 0, total: data.length, location, order: 'chronological', from: '1970-01-01T00:00:00Z', to: '2026-11-20T09:00:00Z',
})
