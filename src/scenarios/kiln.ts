// Moonrabbit Kiln, Chiang Mai: at least one open dispute in every dialect, so that each can be tried with one merchant's keys.

import type { Scenario } from './scenario.ts'

export const kiln: Scenario[] = [
  {
    name: 'kiln-gift-never-came', merchant: 'kiln', dialect: 'native', phase: 'chargeback', opened: '-P2DT1H', due: '+P6D', money: 'THB 890.00',
    reason: { category: 'not_received', code: '13.1', text: 'Merchandise not received', network: 'visa', networkCode: '13.1' },
    payment: { id: 'pay_kiln_1001', order: 'MK-1001', paid: '-P30D', captured: 'THB 890.00' },
    story: { language: 'en', customer: 'Harriet Osei', text: 'The cup was a birthday present. The birthday has been and gone, and the parcel is still "being prepared".' },
    tags: ['gift'],
  },
  {
    name: 'kiln-broken-bowls', merchant: 'kiln', dialect: 'omise', phase: 'chargeback', opened: '-P4DT7H', money: 'THB 1200.00',
    reason: { category: 'not_as_described', code: 'not_as_described_or_defective_merchandise', text: 'Not as Described or Defective Merchandise' },
    payment: { id: 'chrg_test_samplekiln000000001', order: 'MK-1007', paid: '-P20D', captured: 'THB 1200.00' },
    story: { language: 'th', customer: 'คุณสุดารัตน์', text: 'ได้รับชามสี่ใบ แตกมาสามใบ กล่องไม่มีวัสดุกันกระแทกเลย ส่งรูปไปแล้วแต่ร้านไม่ตอบ' },
  },
  {
    name: 'kiln-due-tonight', merchant: 'kiln', dialect: 'omise', phase: 'chargeback', opened: '-P6DT4H', due: '+PT5H', money: 'THB 4590.00',
    reason: { category: 'not_received', code: 'goods_or_services_not_provided', text: 'Merchandise/Services Not Received' },
    payment: { id: 'chrg_test_samplekiln000000002', order: 'MK-1011', paid: '-P30D', captured: 'THB 4590.00' },
    story: { language: 'th', customer: 'คุณกิตติ', text: 'สั่งแจกันคู่ไว้ตั้งแต่เดือนที่แล้ว เลขพัสดุที่ให้มาไม่มีในระบบ' },
    tags: ['urgent'],
    steps: [{ do: 'warn' }],
  },
  {
    name: 'kiln-celadon-vase', merchant: 'kiln', dialect: 'alipay', phase: 'chargeback', opened: '-P4DT7H', money: 'KRW 142040',
    reason: { category: 'fraud', code: '2006', text: 'Other Fraud', network: 'Shinhan' },
    payment: { id: '20260101194010800100188740000000001', order: '101520260101400409669231000001', paid: '-P12D', captured: 'KRW 142040' },
  },
  {
    name: 'kiln-dinner-set', merchant: 'kiln', dialect: 'omise', phase: 'chargeback', opened: '-P1DT3H', money: 'USD 1000.00',
    settlement: { money: 'THB 30716.61', rate: '30.71661' },
    reason: { category: 'authorization', code: 'transaction_not_recognised', text: 'Transaction Not Recognised' },
    payment: { id: 'chrg_test_samplekiln000000003', order: 'MK-1015', paid: '-P9D', captured: 'USD 1000.00' },
    story: { language: 'en', customer: 'Tobias Lindqvist', text: 'I do not know this shop. My card was in my pocket in Malmö that day.' },
  },
  {
    name: 'kiln-teapot', merchant: 'kiln', dialect: 'afterpay', phase: 'chargeback', opened: '-P2DT1H', money: 'AUD 148.46',
    reason: { category: 'not_received', code: 'product_not_received' },
    payment: { id: '400100001', order: 'MK-1016', paid: '-P20D', captured: 'AUD 148.46' },
    story: { language: 'en', customer: 'Priya Nair', text: 'Tracking says delivered to a parcel locker two suburbs away. I never had a code for it.' },
  },
  {
    name: 'kiln-mugs', merchant: 'kiln', dialect: 'moov', phase: 'chargeback', opened: '-P4DT7H', money: 'USD 2577.53',
    fees: [{ kind: 'chargeback', money: 'USD 15.00', refundable: false }],
    reason: { category: 'fraud', code: '10.4', text: 'Other Fraud: Card-Absent Environment', network: 'visa', networkCode: '10.4' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000001', order: 'MK-1017', paid: '-P12D', captured: 'USD 2577.53' },
  },
  {
    name: 'kiln-tiles', merchant: 'kiln', dialect: 'ahrvo', phase: 'chargeback', opened: '-P1DT3H', money: 'USD 500.00',
    fees: [{ kind: 'dispute_fixed_fee', money: 'USD 15.00', refundable: false }],
    reason: { category: 'not_received', code: 'PRODUCT_NOT_RECEIVED' },
    payment: { id: 'TRsamplekiln00000000001', order: 'MK-1018', paid: '-P20D', captured: 'USD 500.00' },
    tags: ['wholesale'],
  },
  {
    name: 'kiln-conceded', merchant: 'kiln', dialect: 'omise', phase: 'chargeback', opened: '-P9DT2H', money: 'THB 2750.00',
    reason: { category: 'credit_not_processed', code: 'credit_not_processed', text: 'Credit Not Processed' },
    payment: { id: 'chrg_test_samplekiln000000004', order: 'MK-0988', paid: '-P30D', captured: 'THB 3500.00', refunded: 'THB 750.00' },
    story: { language: 'th', customer: 'คุณอรทัย', text: 'ส่งของคืนครบแล้ว ร้านคืนเงินมาแค่บางส่วน' },
    steps: [{ do: 'accept', at: '-P7DT6H', reason: 'customer_is_right', note: 'The return reached us; the rest of the refund was forgotten.' }],
  },
  {
    name: 'kiln-second-thoughts', merchant: 'kiln', dialect: 'native', phase: 'chargeback', opened: '-P1DT3H', money: 'THB 320.00',
    reason: { category: 'incorrect_amount', code: '12.5', network: 'visa', networkCode: '12.5' },
    payment: { id: 'pay_kiln_1020', order: 'MK-1020', paid: '-P9D', captured: 'THB 320.00' },
    steps: [{ do: 'accept', at: '-PT10M', reason: 'not_worth_it', note: 'Less than the postage of the proof.', hold: 'PT40M' }],
  },
  {
    name: 'kiln-taken-back', merchant: 'kiln', dialect: 'native', phase: 'chargeback', opened: '-P2DT1H', due: '+P5D', money: 'THB 6400.00',
    reason: { category: 'not_received', code: '13.1', network: 'visa', networkCode: '13.1' },
    payment: { id: 'pay_kiln_1021', order: 'MK-1021', paid: '-P20D', captured: 'THB 6400.00' },
    steps: [
      { do: 'accept', at: '-P1DT6H', reason: 'no_proof', hold: 'PT1H' },
      { do: 'undo', at: '-P1DT5H30M' },
      { do: 'attach', at: '-PT3H', category: 'proof_of_delivery', name: 'courier-receipt.pdf' },
      { do: 'write', at: '-PT3H', category: 'customer_communication', text: 'The customer wrote on delivery day: "They are lovely, thank you!"' },
      { do: 'annotate', at: '-PT10M', note: 'The courier found the signature. Send this before Friday.' },
    ],
  },
]
