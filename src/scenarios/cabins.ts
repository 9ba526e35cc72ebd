// Cabañas Quillay Azul, Chile: deposits in unidades de fomento, which have four digits after the point, and disputes whose provider is
// reached through a connection, so that asking and hearing are two things.

import type { Home } from '../core/dispute.ts'
import type { Scenario } from './scenario.ts'
import { fixedId } from './seed.ts'

/** Where these disputes live; nothing answers there. */
export const sampleConnection: Home = fixedId('con', 'cabins')

export const cabins: Scenario[] = [
  {
    name: 'cabins-deposit', merchant: 'cabins', dialect: 'native', phase: 'chargeback', opened: '-P4DT7H', due: '+P15D', money: 'CLF 12.5000',
    settlement: { money: 'CLP 493750', rate: '39500' },
    reason: { category: 'cancelled', code: '13.7', network: 'visa', networkCode: '13.7' },
    payment: { id: 'pay_cabins_41', order: 'QA-41', paid: '-P30D', captured: 'CLF 12.5000' },
    story: { language: 'es', customer: 'Don Aurelio', text: 'Cancelé la reserva con un mes de anticipación y no me devolvieron la garantía.' },
    steps: [{ do: 'move_deadline', at: '-PT5H', due: '+P18D' }],
  },
  {
    name: 'cabins-not-yet-heard', merchant: 'cabins', dialect: 'moov', phase: 'chargeback', home: sampleConnection, opened: '-P2DT1H', money: 'USD 310.00',
    reason: { category: 'not_as_described', code: '13.3', text: 'Not as Described', network: 'visa', networkCode: '13.3' },
    payment: { id: 'ecac148a-917e-4ee0-b46a-000000000301', order: 'QA-44', paid: '-P20D', captured: 'USD 310.00' },
    steps: [{ do: 'accept', at: '-PT3H', reason: 'customer_is_right', note: 'La cabaña no tenía agua caliente.' }],
  },
  {
    name: 'cabins-on-its-way', merchant: 'cabins', dialect: 'ahrvo', phase: 'chargeback', home: sampleConnection, opened: '-P2DT1H', money: 'USD 95.00',
    reason: { category: 'fraud', code: 'FRAUD' },
    payment: { id: 'TRsamplecabins000000001', order: 'QA-45', paid: '-P12D', captured: 'USD 95.00' },
    steps: [
      { do: 'attach', at: '-PT3H', category: 'receipt', name: 'guest-register.pdf' },
      { do: 'submit', at: '-PT3H', statement: 'El huésped firmó el registro y presentó su pasaporte.' },
    ],
  },
  {
    name: 'cabins-turned-down', merchant: 'cabins', dialect: 'alipay', phase: 'chargeback', home: sampleConnection, opened: '-P4DT7H', due: '+P6DT17H', money: 'CLP 64990',
    reason: { category: 'duplicate', code: '12.6.1', text: 'Duplicate Processing', network: 'Visa' },
    payment: { id: '20260101194010800100188740000000008', order: '101520260101400409669231000008', paid: '-P20D', captured: 'CLP 64990' },
    steps: [
      { do: 'accept', at: '-P1DT6H', reason: 'customer_is_right' },
      { do: 'refuse', at: '-P1DT5H30M', code: 'PARAM_ILLEGAL', text: 'Illegal parameters. For example, non-numeric input, invalid date.' },
    ],
  },
]
