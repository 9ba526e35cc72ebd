// The examples that the printed document shows, after those of Ahrvo's pages. Data only.

import { root } from './shapes.ts'

export const ids = { dispute: 'DPsamp1e1111111111111111', evidence: 'EV1111111111111111111112', transfer: 'TRsamp1e1111111111111111', webhook: 'WH1111111111111111111112' }

const self = `${root}/disputes/${ids.dispute}`

export const dispute = {
  id: ids.dispute, created_at: '2025-12-08T14:30:00Z', updated_at: '2025-12-10T14:00:00Z', amount: 50000, transfer: ids.transfer, reason: 'FRAUD',
  respond_by: '2025-12-22T23:59:59Z', state: 'PENDING', response_state: 'NEEDS_RESPONSE', evidence_submitted: 'NONE', tags: { order_id: 'ORDER-12345' },
  _links: { self: { href: self }, transfer: { href: `${root}/transfers/${ids.transfer}` }, evidence: { href: `${self}/evidence` }, adjustment_transfers: { href: `${self}/adjustment_transfers` } },
}

export const evidence = {
  id: ids.evidence, created_at: '2025-12-09T10:00:00Z', dispute: ids.dispute, state: 'SUCCEEDED',
  tags: { 'file-name': 'receipt.pdf', 'content-type': 'application/pdf', 'file-extension': 'pdf' },
  _links: { self: { href: `${self}/evidence/${ids.evidence}` }, dispute: { href: self }, download: { href: `${self}/evidence/${ids.evidence}/download` } },
}

export const transfer = {
  id: `${ids.transfer}1112`, amount: 50000, type: 'DISPUTE', subtype: 'MERCHANT_DEBIT', state: 'SUCCEEDED', currency: 'USD',
  created_at: '2025-12-08T14:35:00Z', updated_at: '2025-12-08T14:35:00Z', _links: { self: { href: `${root}/transfers/${ids.transfer}1112` }, dispute: { href: self } },
}

export const webhook = {
  id: ids.webhook, created_at: '2025-12-01T09:00:00Z', updated_at: '2025-12-01T09:00:00Z', url: 'https://shop.example/webhooks/finix', enabled: true,
  authentication: { type: 'NONE' }, enabled_events: [{ entity: 'dispute', types: ['created', 'updated'] }], secret_signing_key: null,
  _links: { self: { href: `${root}/webhooks/${ids.webhook}` } },
}

export const listed = (name: string, item: object, path: string) =>
  ({ _embedded: { [name]: [item] }, page: { limit: 20, next_cursor: null }, _links: { self: { href: path } } })
