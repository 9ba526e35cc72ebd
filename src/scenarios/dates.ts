// Qamar Grove Dates, Kuwait: dinars, which have three digits after the point, and papers that somebody has to check.

import type { Scenario } from './scenario.ts'

export const dates: Scenario[] = [
  {
    name: 'dates-melted', merchant: 'dates', dialect: 'alipay', phase: 'chargeback', opened: '-P2DT1H', money: 'KWD 12.750',
    reason: { category: 'not_as_described', code: '13.3', text: 'Not as described', network: 'Visa' },
    payment: { id: '20260101194010800100188740000000005', order: '101520260101400409669231000005', paid: '-P20D', captured: 'KWD 12.750' },
    story: { language: 'ar', customer: 'أم يوسف', text: 'وصلت التمور المغطاة بالشوكولاتة ذائبة تماماً، ولم يكن في الصندوق أي كيس تبريد.' },
  },
  {
    name: 'dates-import-papers', merchant: 'dates', dialect: 'alipay', phase: 'compliance', opened: '-P9DT2H', money: 'INR 2300.00',
    reason: { category: 'other', code: 'COMPLIANCE', text: 'Proof of import is required' },
    payment: { id: '20260101194010800100188740000000006', order: '101520260101400409669231000006', paid: '-P20D', captured: 'INR 2300.00' },
    steps: [
      { do: 'attach', at: '-P5DT2H', category: 'import_licence', name: 'bill-of-entry.pdf' },
      { do: 'submit', at: '-P5DT2H' },
    ],
  },
  {
    name: 'dates-half-right', merchant: 'dates', dialect: 'alipay', phase: 'chargeback', opened: '-P30D', money: 'KWD 40.000',
    reason: { category: 'not_as_described', code: '13.3', text: 'Not as described', network: 'Visa' },
    payment: { id: '20260101194010800100188740000000007', order: '101520260101400409669231000007', paid: '-P45D', captured: 'KWD 40.000' },
    story: { language: 'ar', customer: 'بدر', text: 'طلبت عشرة كيلوغرامات من السكري فوصل نصفها من نوع آخر.' },
    steps: [
      { do: 'attach', at: '-P27D', category: 'invoice', name: 'packing-list.pdf' },
      { do: 'submit', at: '-P27D' },
      { do: 'judge', at: '-P5DT2H', verdict: 'lost', judged: 'KWD 20.000', note: 'Half of the goods were as ordered.' },
    ],
  },
  {
    name: 'dates-gift-boxes', merchant: 'dates', dialect: 'native', phase: 'arbitration', opened: '-P20DT3H', money: 'KWD 145.500',
    fees: [{ kind: 'arbitration', money: 'USD 500.00', refundable: true }],
    reason: { category: 'not_received', code: '13.1', network: 'visa', networkCode: '13.1' },
    payment: { id: 'pay_dates_511', order: 'QG-511', paid: '-P90D', captured: 'KWD 145.500' },
    steps: [
      { do: 'attach', at: '-P18DT2H', category: 'proof_of_delivery', name: 'airway-bill.pdf' },
      { do: 'submit', at: '-P18DT2H', statement: 'سُلِّمت الصناديق كلها ووقَّع عليها موظف الاستقبال.' },
    ],
  },
  {
    name: 'dates-feast-order', merchant: 'dates', dialect: 'native', phase: 'chargeback', opened: '-P12DT5H', money: 'KWD 33.250',
    reason: { category: 'cancelled', code: '13.7', network: 'visa', networkCode: '13.7' },
    payment: { id: 'pay_dates_530', order: 'QG-530', paid: '-P20D', captured: 'KWD 33.250' },
    steps: [{ do: 'judge', at: '-P10DT1H', verdict: 'refunded', note: 'The merchant had refunded the order before the dispute reached it.' }],
  },
  {
    name: 'dates-no-word', merchant: 'dates', dialect: 'moov', phase: 'unknown', opened: '-P1DT3H', money: 'USD 88.00',
    reason: { category: 'other', code: '0', text: 'Other' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000201', order: 'QG-541', paid: '-P12D', captured: 'USD 88.00' },
  },
  {
    name: 'dates-all-arrived', merchant: 'dates', dialect: 'alipay', phase: 'chargeback', opened: '-P30D', money: 'KWD 21.000',
    reason: { category: 'not_received', code: '13.1', text: 'Not received', network: 'Visa' },
    payment: { id: '20260101194010800100188740000000008', order: '101520260101400409669231000008', paid: '-P45D', captured: 'KWD 21.000' },
    steps: [
      { do: 'attach', at: '-P27D', category: 'delivery', name: 'signed-receipt.pdf' },
      { do: 'submit', at: '-P27D' },
      { do: 'judge', at: '-P7DT6H', verdict: 'won', note: 'The receipt bears the cardholder\'s signature.' },
    ],
  },
  {
    name: 'dates-unanswered', merchant: 'dates', dialect: 'alipay', phase: 'chargeback', opened: '-P20DT3H', money: 'KWD 9.250',
    reason: { category: 'cancelled', code: '13.7', text: 'Cancelled merchandise', network: 'Visa' },
    payment: { id: '20260101194010800100188740000000009', order: '101520260101400409669231000009', paid: '-P45D', captured: 'KWD 9.250' },
    steps: [{ do: 'warn' }, { do: 'expire' }],
  },
  {
    name: 'dates-rapid', merchant: 'dates', dialect: 'alipay', phase: 'alert', opened: '-P2DT1H', money: 'USD 18.00',
    reason: { category: 'fraud', code: '10.4', text: 'Fraud', network: 'Visa' },
    payment: { id: '20260101194010800100188740000000010', order: '101520260101400409669231000010', paid: '-P9D', captured: 'USD 18.00' },
    steps: [{ do: 'judge', at: '-P1DT6H', verdict: 'prevented', note: 'Settled by rapid dispute resolution.' }],
  },
]
