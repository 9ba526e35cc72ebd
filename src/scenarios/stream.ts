// Lanternfish Streaming, United States: alerts, inquiries, provisional wins, second cycles, and one payment disputed twice.

import type { Scenario } from './scenario.ts'

export const stream: Scenario[] = [
  {
    name: 'stream-rapid', merchant: 'stream', dialect: 'moov', phase: 'alert', opened: '-P2DT1H', money: 'USD 14.99',
    reason: { category: 'cancelled', code: '13.7', text: 'Cancelled Merchandise/Services', network: 'visa', networkCode: '13.7' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000101', order: 'LF-3001', paid: '-P9D', captured: 'USD 14.99' },
    steps: [{ do: 'judge', at: '-P1DT6H', verdict: 'prevented', note: 'Settled by rapid dispute resolution.' }],
  },
  {
    name: 'stream-amex-inquiry', merchant: 'stream', dialect: 'moov', phase: 'inquiry', opened: '-P4DT7H', money: 'USD 119.88',
    reason: { category: 'cancelled', code: 'C28', text: 'Cancelled Recurring Billing', network: 'amex', networkCode: 'C28' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000102', order: 'LF-3002', paid: '-P20D', captured: 'USD 119.88' },
    story: { language: 'en', customer: 'Marisol Quade', text: 'I cancelled in the app in spring. Why was I charged for another year?' },
  },
  {
    name: 'stream-forgot-to-cancel', merchant: 'stream', dialect: 'moov', phase: 'chargeback', opened: '-P4DT7H', money: 'USD 9.99',
    fees: [{ kind: 'chargeback', money: 'USD 15.00', refundable: false }],
    reason: { category: 'cancelled', code: '13.2', text: 'Cancelled Recurring Transaction', network: 'visa', networkCode: '13.2' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000103', order: 'LF-3003', paid: '-P12D', captured: 'USD 9.99' },
    steps: [{ do: 'accept', at: '-P3DT8H', reason: 'not_worth_it' }],
  },
  {
    name: 'stream-shared-password', merchant: 'stream', dialect: 'moov', phase: 'chargeback', opened: '-P6DT4H', money: 'USD 59.94',
    reason: { category: 'fraud', code: '10.4', text: 'Other Fraud: Card-Absent Environment', network: 'visa', networkCode: '10.4' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000104', order: 'LF-3004', paid: '-P20D', captured: 'USD 59.94' },
    steps: [
      { do: 'attach', at: '-P3DT8H', category: 'receipt', name: 'viewing-history.pdf' },
      { do: 'write', at: '-P3DT8H', category: 'cover-letter', text: 'The same device that signed up watched 41 hours after the disputed charge.' },
      { do: 'submit', at: '-P3DT8H' },
    ],
  },
  {
    name: 'stream-lapsed', merchant: 'stream', dialect: 'moov', phase: 'chargeback', opened: '-P12DT5H', money: 'USD 24.99',
    reason: { category: 'processing', code: '12.5', text: 'Incorrect Amount', network: 'visa', networkCode: '12.5' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000105', order: 'LF-3005', paid: '-P20D', captured: 'USD 24.99' },
    steps: [{ do: 'warn' }, { do: 'expire' }],
  },
  {
    name: 'stream-provisional-win', merchant: 'stream', dialect: 'native', phase: 'chargeback', opened: '-P45D', money: 'USD 79.00',
    fees: [{ kind: 'chargeback', money: 'USD 20.00', refundable: true }],
    reason: { category: 'not_received', code: '4853', network: 'mastercard', networkCode: '4853' },
    payment: { id: 'pay_stream_3010', order: 'LF-3010', paid: '-P60D', captured: 'USD 79.00' },
    steps: [
      { do: 'submit', at: '-P38D', statement: 'The access log shows 22 evenings of use in the disputed month.' },
      { do: 'judge', at: '-P9DT2H', verdict: 'won', final: false, note: 'The issuer may still take it to pre-arbitration.' },
    ],
  },
  {
    name: 'stream-win-reversed', merchant: 'stream', dialect: 'native', phase: 'chargeback', opened: '-P45D', money: 'USD 129.00',
    fees: [{ kind: 'chargeback', money: 'USD 20.00', refundable: true }],
    reason: { category: 'fraud', code: '4837', network: 'mastercard', networkCode: '4837' },
    payment: { id: 'pay_stream_3011', order: 'LF-3011', paid: '-P60D', captured: 'USD 129.00' },
    steps: [
      { do: 'submit', at: '-P38D', statement: 'The card passed 3-D Secure.' },
      { do: 'judge', at: '-P27D', verdict: 'won', final: false },
      { do: 'reverse', at: '-P7DT6H', note: 'The issuer showed that the authentication was replayed.', fees: [{ kind: 'chargeback', money: 'USD 20.00', refundable: false }] },
    ],
  },
  {
    name: 'stream-second-round', merchant: 'stream', dialect: 'native', phase: 'chargeback', opened: '-P45D', money: 'USD 240.00',
    reason: { category: 'cancelled', code: '4853', network: 'mastercard', networkCode: '4853' },
    payment: { id: 'pay_stream_3012', order: 'LF-3012', paid: '-P60D', captured: 'USD 240.00' },
    story: { language: 'en', customer: 'Odell Brightwater', text: 'They say I used it. I say my nephew did, and I had cancelled.' },
    steps: [
      { do: 'submit', at: '-P38D', statement: 'Cancelled after the renewal, not before.' },
      { do: 'judge', at: '-P9DT2H', verdict: 'won', final: false },
      { do: 'escalate', at: '-P2DT1H', phase: 'pre_arbitration', due: '+P30D', note: 'New documents of the cardholder.', fees: [{ kind: 'pre_arbitration', money: 'USD 30.00', refundable: false }] },
    ],
  },
  {
    name: 'stream-alert-paid', merchant: 'stream', dialect: 'native', phase: 'alert', opened: '-P2DT1H', money: 'USD 49.00',
    reason: { category: 'fraud', code: 'fraud_notice', network: 'visa' },
    payment: { id: 'pay_stream_3020', order: 'LF-3020', paid: '-P6D', captured: 'USD 49.00' },
    steps: [{ do: 'accept', at: '-P1DT6H', reason: 'real_fraud', note: 'Stolen card; the account is closed.' }],
  },
  {
    name: 'stream-same-payment', merchant: 'stream', dialect: 'native', phase: 'chargeback', opened: '-PT5H', money: 'USD 49.00',
    reason: { category: 'fraud', code: '10.4', network: 'visa', networkCode: '10.4' },
    payment: { id: 'pay_stream_3020', order: 'LF-3020', paid: '-P6D', captured: 'USD 49.00' },
    tags: ['already-returned'],
  },
  {
    name: 'stream-same-device', merchant: 'stream', dialect: 'moov', phase: 'chargeback', opened: '-P45D', money: 'USD 29.97',
    reason: { category: 'fraud', code: '10.4', text: 'Other Fraud: Card-Absent Environment', network: 'visa', networkCode: '10.4' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000106', order: 'LF-2901', paid: '-P60D', captured: 'USD 29.97' },
    steps: [
      { do: 'write', at: '-P41D', category: 'cover-letter', text: 'Same device, same address, nine months of use.' },
      { do: 'submit', at: '-P41D' },
      { do: 'judge', at: '-P9DT2H', verdict: 'won' },
    ],
  },
  {
    name: 'stream-no-terms', merchant: 'stream', dialect: 'moov', phase: 'chargeback', opened: '-P45D', money: 'USD 119.88',
    reason: { category: 'cancelled', code: '13.2', text: 'Cancelled Recurring Transaction', network: 'visa', networkCode: '13.2' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000107', order: 'LF-2902', paid: '-P60D', captured: 'USD 119.88' },
    steps: [
      { do: 'attach', at: '-P41D', category: 'receipt', name: 'renewal-notice.pdf' },
      { do: 'submit', at: '-P41D' },
      { do: 'judge', at: '-P9DT2H', verdict: 'lost' },
    ],
  },
  {
    name: 'stream-recognised-it', merchant: 'stream', dialect: 'moov', phase: 'chargeback', opened: '-P12DT5H', money: 'USD 4.99',
    reason: { category: 'fraud', code: '10.4', text: 'Other Fraud: Card-Absent Environment', network: 'visa', networkCode: '10.4' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000108', order: 'LF-2950', paid: '-P20D', captured: 'USD 4.99' },
    steps: [{ do: 'judge', at: '-P9DT2H', verdict: 'withdrawn', note: 'The cardholder recognised the charge.' }],
  },
]
