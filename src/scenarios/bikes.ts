// Kettenfuchs Fahrradbau, Kassel: bicycles paid in four parts at Afterpay, and inquiries that turn into chargebacks at Ahrvo.

import type { Scenario } from './scenario.ts'

export const bikes: Scenario[] = [
  {
    name: 'bikes-bent-frame', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P9DT2H', money: 'GBP 899.00',
    reason: { category: 'not_as_described', code: 'product_unacceptable' },
    payment: { id: '400100002', order: 'KF-77', paid: '-P30D', captured: 'GBP 899.00' },
    story: { language: 'de', customer: 'Frau Ellerbrock', text: 'Der Rahmen kam verzogen an, das Hinterrad schleift. Auf drei Mails keine Antwort.' },
    steps: [
      { do: 'attach', at: '-P5DT2H', category: 'shippingDocumentation', name: 'inspection.pdf' },
      { do: 'submit', at: '-P5DT2H', statement: 'The frame was measured before dispatch; the carton shows damage by the carrier.' },
    ],
  },
  {
    name: 'bikes-wrong-size', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P9DT2H', money: 'GBP 120.00',
    reason: { category: 'not_as_described', code: 'product_unacceptable' },
    payment: { id: '400100003', order: 'KF-78', paid: '-P30D', captured: 'GBP 120.00' },
    story: { language: 'de', customer: 'Herr Vossgraf', text: 'Bestellt war die Hose in L, gekommen ist zweimal S.' },
    steps: [
      { do: 'submit', at: '-P5DT2H', statement: 'We sent what was ordered.' },
      { do: 'accept', at: '-P1DT6H', reason: 'customer_is_right', note: 'Das Lager hat den Fehler gefunden.' },
    ],
  },
  {
    name: 'bikes-lights-work', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P30D', money: 'GBP 64.50',
    reason: { category: 'not_received', code: 'product_not_received' },
    payment: { id: '400100004', order: 'KF-61', paid: '-P45D', captured: 'GBP 64.50' },
    steps: [
      { do: 'submit', at: '-P27D', statement: 'Signed for by the customer on the fourth day.' },
      { do: 'judge', at: '-P5DT2H', verdict: 'won', note: 'evidence_accepted' },
    ],
  },
  {
    name: 'bikes-no-answer', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P20DT3H', money: 'USD 75.20',
    reason: { category: 'credit_not_processed', code: 'credit_not_processed' },
    payment: { id: '400100005', order: 'KF-69', paid: '-P45D', captured: 'USD 75.20' },
    steps: [{ do: 'warn' }, { do: 'expire' }],
  },
  {
    name: 'bikes-where-is-it', merchant: 'bikes', dialect: 'ahrvo', phase: 'inquiry', opened: '-P2DT1H', money: 'USD 349.00',
    fees: [{ kind: 'dispute_inquiry_fixed_fee', money: 'USD 5.00', refundable: false }],
    reason: { category: 'not_received', code: 'INQUIRY' },
    payment: { id: 'TRsamplebikes0000000001', order: 'KF-80', paid: '-P20D', captured: 'USD 349.00' },
    story: { language: 'en', customer: 'Dale Winterbourne', text: 'Just asking: my bank shows the money gone, your site shows no order.' },
  },
  {
    name: 'bikes-now-a-chargeback', merchant: 'bikes', dialect: 'ahrvo', phase: 'inquiry', opened: '-P12DT5H', money: 'USD 1249.00',
    reason: { category: 'fraud', code: 'FRAUD' },
    payment: { id: 'TRsamplebikes0000000002', order: 'KF-73', paid: '-P30D', captured: 'USD 1249.00' },
    steps: [{ do: 'escalate', at: '-P3DT8H', phase: 'chargeback', due: '+P7D', note: 'No answer satisfied the cardholder.', fees: [{ kind: 'dispute_fixed_fee', money: 'USD 15.00', refundable: false }] }],
  },
  {
    name: 'bikes-helmet', merchant: 'bikes', dialect: 'ahrvo', phase: 'chargeback', opened: '-P6DT4H', money: 'USD 89.90',
    reason: { category: 'not_as_described', code: 'QUALITY' },
    payment: { id: 'TRsamplebikes0000000003', order: 'KF-79', paid: '-P20D', captured: 'USD 89.90' },
    story: { language: 'de', customer: 'Jonte', text: 'Am Helm war ein Riss, direkt aus der Verpackung.' },
    steps: [{ do: 'accept', at: '-P3DT8H', reason: 'customer_is_right', note: 'Accepting Dispute: cracked on arrival.' }],
  },
  {
    name: 'bikes-rims', merchant: 'bikes', dialect: 'ahrvo', phase: 'chargeback', opened: '-P6DT4H', money: 'USD 412.00',
    reason: { category: 'processing', code: 'CLERICAL' },
    payment: { id: 'TRsamplebikes0000000004', order: 'KF-81', paid: '-P20D', captured: 'USD 824.00' },
    steps: [{ do: 'submit', at: '-P3DT8H', statement: 'Two sets were ordered and two were sent.' }],
  },
  {
    name: 'bikes-squeaky-brake', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P30D', money: 'GBP 38.00',
    reason: { category: 'not_as_described', code: 'product_unacceptable' },
    payment: { id: '400100006', order: 'KF-62', paid: '-P45D', captured: 'GBP 38.00' },
    steps: [
      { do: 'submit', at: '-P27D', statement: 'Brake pads are worn in on the first ride.' },
      { do: 'judge', at: '-P5DT2H', verdict: 'lost', note: 'evidence_rejected' },
    ],
  },
  {
    name: 'bikes-never-mind', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P12DT5H', money: 'GBP 22.00',
    reason: { category: 'not_received', code: 'product_not_received' },
    payment: { id: '400100007', order: 'KF-74', paid: '-P20D', captured: 'GBP 22.00' },
    steps: [{ do: 'judge', at: '-P9DT2H', verdict: 'withdrawn', note: 'customer_cancelled' }],
  },
  {
    name: 'bikes-paid-back', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P9DT2H', money: 'GBP 51.00',
    reason: { category: 'credit_not_processed', code: 'credit_not_processed' },
    payment: { id: '400100008', order: 'KF-75', paid: '-P20D', captured: 'GBP 51.00' },
    steps: [{ do: 'judge', at: '-P5DT2H', verdict: 'refunded', note: 'The whole order was refunded.' }],
  },
  {
    name: 'bikes-voided', merchant: 'bikes', dialect: 'afterpay', phase: 'chargeback', opened: '-P9DT2H', money: 'USD 17.40',
    reason: { category: 'duplicate', code: 'duplicate' },
    payment: { id: '400100009', order: 'KF-76', paid: '-P12D', captured: 'USD 17.40' },
    steps: [{ do: 'judge', at: '-P5DT2H', verdict: 'refunded', note: 'merchant_voided' }],
  },
  {
    name: 'bikes-saddle', merchant: 'bikes', dialect: 'ahrvo', phase: 'chargeback', opened: '-P45D', money: 'USD 64.00',
    reason: { category: 'not_received', code: 'PRODUCT_NOT_RECEIVED' },
    payment: { id: 'TRsamplebikes0000000005', order: 'KF-55', paid: '-P60D', captured: 'USD 64.00' },
    steps: [
      { do: 'submit', at: '-P38D', statement: 'Handed to the neighbour, who signed.' },
      { do: 'judge', at: '-P9DT2H', verdict: 'won' },
    ],
  },
  {
    name: 'bikes-pump', merchant: 'bikes', dialect: 'ahrvo', phase: 'chargeback', opened: '-P45D', money: 'USD 31.00',
    reason: { category: 'not_as_described', code: 'QUALITY' },
    payment: { id: 'TRsamplebikes0000000006', order: 'KF-56', paid: '-P60D', captured: 'USD 31.00' },
    steps: [
      { do: 'submit', at: '-P38D', statement: 'The pump was tested before it was sent.' },
      { do: 'judge', at: '-P9DT2H', verdict: 'lost', fees: [{ kind: 'dispute_fixed_fee', money: 'USD 15.00', refundable: false }] },
    ],
  },
  {
    name: 'bikes-slept-through', merchant: 'bikes', dialect: 'ahrvo', phase: 'chargeback', opened: '-P45D', money: 'USD 44.00',
    reason: { category: 'fraud', code: 'FRAUD' },
    payment: { id: 'TRsamplebikes0000000007', order: 'KF-57', paid: '-P60D', captured: 'USD 44.00' },
    steps: [{ do: 'warn' }, { do: 'expire' }],
  },
]
