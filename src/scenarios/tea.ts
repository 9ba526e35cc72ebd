// Nanatsuru Tea House, Uji: yen, which has no digits after the point, at Omise and Alipay.

import type { Scenario } from './scenario.ts'

export const tea: Scenario[] = [
  {
    name: 'tea-stale-matcha', merchant: 'tea', dialect: 'omise', phase: 'chargeback', opened: '-P6DT4H', money: 'JPY 5400',
    reason: { category: 'not_as_described', code: 'not_as_described_or_defective_merchandise', text: 'Not as Described or Defective Merchandise' },
    payment: { id: 'chrg_test_sampletea0000000001', order: 'NT-201', paid: '-P20D', captured: 'JPY 5400' },
    story: { language: 'ja', customer: '村瀬', text: '届いた抹茶の色が茶色く、香りもありませんでした。賞味期限は切れていませんでしたが、とても飲めません。' },
    steps: [{ do: 'submit', at: '-P3DT8H', statement: '石臼で挽いた日付と冷蔵での発送記録を確認しました。商品は発送の三日前に挽いたものです。' }],
  },
  {
    name: 'tea-charged-twice', merchant: 'tea', dialect: 'alipay', phase: 'chargeback', opened: '-P9DT2H', money: 'JPY 12800',
    reason: { category: 'duplicate', code: '4834', text: 'Duplicate processing', network: 'Mastercard' },
    payment: { id: '20260101194010800100188740000000002', order: '101520260101400409669231000002', paid: '-P20D', captured: 'JPY 25600' },
    story: { language: 'ja', customer: '小野寺', text: '同じ注文で二回引き落とされています。一回分を返してください。' },
    steps: [{ do: 'accept', at: '-P7DT6H', reason: 'customer_is_right', note: '二重決済を確認' }],
  },
  {
    name: 'tea-what-is-this', merchant: 'tea', dialect: 'alipay', phase: 'inquiry', opened: '-P6DT4H', due: '+P1DT2H', money: 'JPY 3300',
    reason: { category: 'authorization', code: '6321', text: 'Cardholder does not recognise the transaction', network: 'JCB' },
    payment: { id: '20260101194010800100188740000000003', order: '101520260101400409669231000003', paid: '-P20D', captured: 'JPY 3300' },
  },
  {
    name: 'tea-hinoki-box', merchant: 'tea', dialect: 'omise', phase: 'chargeback', opened: '-P30D', money: 'JPY 8640',
    reason: { category: 'not_received', code: 'goods_or_services_not_provided', text: 'Merchandise/Services Not Received' },
    payment: { id: 'chrg_test_sampletea0000000002', order: 'NT-164', paid: '-P45D', captured: 'JPY 8640' },
    steps: [
      { do: 'attach', at: '-P27D', category: 'proof_of_receipt', name: 'signature.pdf' },
      { do: 'submit', at: '-P27D', statement: 'ご本人の受領印があります。' },
      { do: 'judge', at: '-P5DT2H', verdict: 'won' },
    ],
  },
  {
    name: 'tea-kettle', merchant: 'tea', dialect: 'omise', phase: 'chargeback', opened: '-P30D', money: 'JPY 21600',
    reason: { category: 'fraud', code: 'unauthorized_charge', text: 'Unauthorized Charge' },
    payment: { id: 'chrg_test_sampletea0000000003', order: 'NT-165', paid: '-P45D', captured: 'JPY 21600' },
    steps: [
      { do: 'submit', at: '-P27D', statement: '配送先は以前のご注文と同じ住所です。' },
      { do: 'judge', at: '-P5DT2H', verdict: 'lost', note: 'The address alone does not prove who ordered.' },
    ],
  },
  {
    name: 'tea-forgotten', merchant: 'tea', dialect: 'omise', phase: 'chargeback', opened: '-P12DT5H', money: 'JPY 7200',
    reason: { category: 'cancelled', code: 'cancelled_recurring_transaction', text: 'Cancelled Recurring Transaction' },
    payment: { id: 'chrg_test_sampletea0000000004', order: 'NT-190', paid: '-P30D', captured: 'JPY 7200' },
    story: { language: 'ja', customer: '早乙女', text: '定期便は先月解約しました。確認のメールもあります。' },
    steps: [{ do: 'warn' }, { do: 'expire' }],
  },
  {
    name: 'tea-found-it', merchant: 'tea', dialect: 'alipay', phase: 'chargeback', opened: '-P12DT5H', money: 'JPY 4980',
    reason: { category: 'not_received', code: '13.1', text: 'Merchandise not received', network: 'Visa' },
    payment: { id: '20260101194010800100188740000000004', order: '101520260101400409669231000004', paid: '-P30D', captured: 'JPY 4980' },
    story: { language: 'en', customer: 'Gwen Achterberg', text: 'Please forget it. My neighbour had the parcel all along.' },
    steps: [{ do: 'judge', at: '-P7DT6H', verdict: 'withdrawn', note: 'Withdrawn by the customer.' }],
  },
]
