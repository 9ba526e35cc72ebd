// The dispute of the examples; tests put live ids in place of these before they play one. Data only.

import type { WireDispute } from './dispute.ts'

export const sample = { dispute: 'dp_N64jYg4RC4ZBUsXjLzE3W5', unknown: 'dp_1111111111111111111111', file: 'fi_7wvZBQqWzoPGLxvaMkpTjX', unknownFile: 'fi_1111111111111111111111' } as const

export const exampleDispute: WireDispute = {
  id: sample.dispute, order: '123456789', amount: '48.46', currency: 'USD', reason: 'product_not_received', status: 'needs_response', open: true,
  responseDueBy: '1693004000', createdAt: '1691880800', openingNote: 'Customer has no knowledge of the payment', openingNoteAttachments: null,
  updatedAt: '1691880800', closingNote: null, merchantOrderId: 'order54321', transactionDate: '1691800000', settlementAmount: '48.46',
  meta: { transactionAmount: '48.46', orderType: 'ONLINE' },
}

export const exampleAccepted: WireDispute = {
  ...exampleDispute, status: 'lost', open: false, updatedAt: '1691884000', closingReason: 'merchant_accepted', closingNote: 'Merchant accepted the dispute',
}

export const exampleResponded: WireDispute = { ...exampleDispute, status: 'under_review', updatedAt: '1691884000' }
