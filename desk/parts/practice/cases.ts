// Ten invented cases to practise on, with what would have come of each choice and why. Nothing of them is on any server. Amounts are
// minor units; outcomes are for the merchant.

import type { Phase, ReasonCategory } from '../../../src/core/dispute.ts'
import type { Amount } from '../../amounts.ts'

export type Choice = 'accept' | 'contest'
/** What a choice costs at the end: the amount, fees, or nothing. */
export type Outcome = { word: string; lost: Amount; said: string }
export type Known = { what: string; /** Whether it speaks for the merchant; null for neither. */ good: boolean | null }
export type Case = {
  id: string; amount: Amount; phase: Phase; reason: ReasonCategory; customer: string; story: string; respondIn: string
  known: readonly Known[]; better: Choice; accept: Outcome; contest: Outcome; why: string; tip: string
}

const usd = (value: number): Amount => ({ value, currency: 'USD' })
const thb = (value: number): Amount => ({ value, currency: 'THB' })
const eur = (value: number): Amount => ({ value, currency: 'EUR' })
const jpy = (value: number): Amount => ({ value, currency: 'JPY' })
const yes = (what: string): Known => ({ what, good: true })
const no = (what: string): Known => ({ what, good: false })
const fact = (what: string): Known => ({ what, good: null })

export const cases: readonly Case[] = [
  {
    id: 'signed', amount: usd(12000), phase: 'chargeback', reason: 'not_received', customer: 'Ines Valcourt', respondIn: '6 days',
    story: 'I ordered a tea set in October and it never came. Nobody answers me.',
    known: [yes('The carrier has a signature of the same name, at the address of the card'), yes('She wrote two days after delivery to ask about washing it'), no('Nobody answered that letter')],
    better: 'contest', accept: { word: 'Accepted', lost: usd(13500), said: 'Tea set and money are gone, and the fee of 15.00 too.' },
    contest: { word: 'Won', lost: usd(0), said: 'The signature and her own letter convinced the bank.' },
    why: 'A signed delivery to the address of the card is the strongest proof there is against "it never came", and her letter shows that she had it.',
    tip: 'Send the proof of delivery first, and the letter after it. Leave out what proves nothing.',
  },
  {
    id: 'no-tracking', amount: usd(1450), phase: 'chargeback', reason: 'not_received', customer: 'Tomas Bracke', respondIn: '3 days',
    story: 'My stickers were never delivered.',
    known: [no('Sent by letter, without tracking'), no('There is no proof of delivery and none can be had'), fact('The fee of 15.00 is kept either way')],
    better: 'accept', accept: { word: 'Accepted', lost: usd(2950), said: 'The amount and the fee are gone, and nobody spent an hour on it.' },
    contest: { word: 'Lost', lost: usd(2950), said: 'The bank asked for a proof of delivery. The same is gone, and an hour with it.' },
    why: 'Without tracking "it never came" is lost. A posting receipt shows that something was sent, not that it arrived.',
    tip: 'A case without the one proof that its reason asks for is accepted early: the hour is better spent on another.',
  },
  {
    id: 'refunded', amount: thb(459000), phase: 'chargeback', reason: 'credit_not_processed', customer: 'P. Suda', respondIn: '2 days',
    story: 'They promised to give the money back and did not.',
    known: [yes('The whole amount was refunded nine days ago'), yes('The refund has a reference number of the acquirer'), fact('It takes up to ten days until a customer sees it')],
    better: 'contest', accept: { word: 'Accepted', lost: thb(459000), said: 'The customer is paid twice: once by the refund and once by you, now.' },
    contest: { word: 'Won', lost: thb(0), said: 'The reference of the refund closed it within a day.' },
    why: 'What was given back already must not be accepted. Look at the refund box before anything else.',
    tip: 'Send the date, the amount and the acquirer\'s reference of the refund. Nothing else is needed.',
  },
  {
    id: 'stolen', amount: eur(38900), phase: 'chargeback', reason: 'fraud', customer: 'Card in another name', respondIn: '9 days',
    story: 'The cardholder says that neither they nor anybody they know made this payment.',
    known: [no('No 3-D Secure: the bank was not asked for its customer\'s consent'), no('Shipped to an address that this card never used'), no('Four cards were tried within ten minutes')],
    better: 'accept', accept: { word: 'Accepted', lost: eur(38900), said: 'The card was stolen. It is over at once, and the bicycle parts are gone.' },
    contest: { word: 'Lost', lost: eur(41400), said: 'There was nothing to show. A fee of 25.00 came on top.' },
    why: 'Four cards in ten minutes and a new address: this was fraud, and without 3-D Secure the merchant carries it.',
    tip: 'Accept real fraud and put the address on your list. The next order is what can still be saved.',
  },
  {
    id: 'friendly', amount: usd(1999), phase: 'chargeback', reason: 'fraud', customer: 'Odile Marchetti', respondIn: '11 days',
    story: 'I do not know this charge on my statement.',
    known: [yes('3-D Secure: her bank confirmed that it was her'), yes('Eleven films were watched after the charge, from the device that she always uses'), yes('She paid the same for fourteen months before')],
    better: 'contest', accept: { word: 'Accepted', lost: usd(3499), said: 'Amount and fee are gone, for films that she watched.' },
    contest: { word: 'Won', lost: usd(0), said: 'Her bank had confirmed her itself; the use after the charge did the rest.' },
    why: 'She forgot the name on the statement. With 3-D Secure the bank answers for "it was not me", and the use after the charge shows that it was.',
    tip: 'Show the same device and account before and after. Then make the name on the statement one that people know.',
  },
  {
    id: 'inquiry', amount: jpy(6800), phase: 'inquiry', reason: 'other', customer: 'K. Morita', respondIn: '20 hours',
    story: 'What is this charge for? I may have ordered tea but I am not sure.',
    known: [fact('It is an inquiry: no money has moved yet'), yes('Order, invoice and delivery are at hand'), no('Unanswered it becomes a chargeback, with a fee')],
    better: 'contest', accept: { word: 'Refunded', lost: jpy(6800), said: 'The tea is drunk and paid back, and all that was asked was what it was for.' },
    contest: { word: 'Withdrawn', lost: jpy(0), said: 'The invoice told him what it was. He remembered.' },
    why: 'An inquiry is a question. An invoice with a picture answers most of them before they cost anything.',
    tip: 'Answer inquiries first: they are the cheapest to win, and have the shortest time.',
  },
  {
    id: 'broken', amount: thb(275000), phase: 'chargeback', reason: 'not_as_described', customer: 'Sun Keeratikul', respondIn: '5 days',
    story: 'The vase came in three pieces. I sent pictures and got no answer.',
    known: [no('Her pictures show the broken vase in your box'), no('Nobody answered for twelve days'), fact('The carrier pays for what breaks, if it is told within fourteen days')],
    better: 'accept', accept: { word: 'Accepted', lost: thb(275000), said: 'She is right. The carrier pays for the vase: it was told in time.' },
    contest: { word: 'Lost', lost: thb(275000), said: 'Her pictures decided it. Meanwhile the carrier\'s time had passed too.' },
    why: 'The customer is right, and has pictures. What can still be saved is the claim against the carrier.',
    tip: 'Before contesting ask who would believe you. Look for the money where it still is: at the carrier.',
  },
  {
    id: 'twice', amount: usd(8400), phase: 'chargeback', reason: 'duplicate', customer: 'Abel Reyes', respondIn: '8 days',
    story: 'You charged me twice for the same thing.',
    known: [yes('Two orders with different numbers, a day apart'), yes('Two parcels, both delivered to him'), fact('Both cost the same')],
    better: 'contest', accept: { word: 'Accepted', lost: usd(9900), said: 'He keeps both parcels and pays for one.' },
    contest: { word: 'Won', lost: usd(0), said: 'Two orders, two deliveries: side by side there was nothing left to ask.' },
    why: 'Two payments of one amount look like a mistake until both orders and both deliveries lie side by side.',
    tip: 'Make one table: order, date, amount, parcel, signature. Two lines of it win this.',
  },
  {
    id: 'late-cancel', amount: eur(6400), phase: 'pre_arbitration', reason: 'cancelled', customer: 'Liv Aaltonen', respondIn: '30 hours',
    story: 'I cancelled the subscription before it was renewed, and you took the money all the same.',
    known: [no('Her letter of cancellation is three days older than the renewal'), no('The first round was won with the terms alone, which allow cancelling at any time'), no('The next instance costs 250.00 for whoever loses it')],
    better: 'accept', accept: { word: 'Accepted', lost: eur(6400), said: 'The amount is gone, and the next instance was never paid for.' },
    contest: { word: 'Lost', lost: eur(31400), said: 'Her letter came up, as it had to. The fee was four times what it was about.' },
    why: 'A second round brings new proof, and hers is good. What it would cost to lose is far more than what it is about.',
    tip: 'Before a second round ask what is new. Where the new proof is theirs, stop.',
  },
  {
    id: 'partial', amount: thb(1250000), phase: 'chargeback', reason: 'not_as_described', customer: 'Niran Chaiyo', respondIn: '4 days',
    story: 'Two of the twelve plates have another blue than in the picture. I want all my money back.',
    known: [yes('The page says that each piece is glazed by hand and differs'), yes('He accepted a credit of 2,000.00 THB for the two plates, in writing'), no('He has not sent anything back')],
    better: 'contest', accept: { word: 'Accepted', lost: thb(1250000), said: 'Twelve plates for nothing, and the credit on top.' },
    contest: { word: 'Won', lost: thb(0), said: 'His own "that is fine with me" under the credit closed it.' },
    why: 'What was agreed with the customer counts, and he agreed in writing. The page warned of the blue besides.',
    tip: 'Show the page as it stood on the day of the order, then the agreement. Say in one sentence what was given already.',
  },
]
