// The four families of money: where the principal is at each turn, as postings a bookkeeper would write.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accept, ask, baht, connection, confirm, deadline, elapse, escalate, familyIs, fee, judge, news, noon, observe, open, reverse, submit, terms, termsWith,
  type When } from '../../test/kit/builders.ts'
import type { Command, Opening } from './command.ts'
import type { Dispute } from './dispute.ts'
import { apply } from './apply.ts'
import { postingsOf, type Posting } from './postings.ts'
import { isRefusal } from './refusal.ts'
import type { MoneyFamily } from './terms.ts'

const line = ({ code, money }: Posting): string => `${code} ${money.amount} ${money.currency}`

/** The postings of each command in turn. */
function books(commands: Command[], when: When = {}): string[] {
  let dispute: Dispute | null = null
  return commands.map(command => {
    const outcome = ask(dispute, command, { ...when, at: command.kind === 'elapse' ? deadline + 1 : noon })
    if (isRefusal(outcome)) throw new Error(outcome.refused)
    const lines = outcome.events.flatMap(event => {
      const after = apply(dispute, event)
      const postings = postingsOf(dispute, event, after).map(line)
      dispute = after
      return postings
    })
    return lines.join(', ')
  })
}

const ends: [string, Command[]][] = [
  ['accepted', [accept()]], ['lost', [judge('lost')]], ['expired', [elapse()]], ['won', [judge('won')]], ['withdrawn', [judge('withdrawn')]],
  ['prevented', [judge('prevented')]], ['refunded', [judge('refunded')]], ['lost in part', [judge('lost', { judged: baht(5_000n) })]],
  ['won in part', [judge('won', { judged: baht(2_000n) })]], ['won and reversed', [judge('won', { final: false }), reverse()]],
  ['lost, second cycle, won', [judge('lost'), escalate(), judge('won')]], ['won, second cycle, lost', [judge('won'), escalate(), judge('lost')]],
  ['lost, second cycle, accepted', [judge('lost'), escalate(), accept()]],
]

const expected: Record<MoneyFamily, Record<string, string[]>> = {
  debited_at_opening: {
    opened: ['debit 12000 THB'], accepted: [''], lost: [''], expired: [''], won: ['credit 12000 THB'], withdrawn: ['credit 12000 THB'],
    prevented: ['credit 12000 THB'], refunded: ['credit 12000 THB'], 'lost in part': ['credit 7000 THB'], 'won in part': ['credit 10000 THB'],
    'won and reversed': ['credit 12000 THB', 'debit 12000 THB'], 'lost, second cycle, won': ['', '', 'credit 12000 THB'],
    'won, second cycle, lost': ['credit 12000 THB', 'debit 12000 THB', ''], 'lost, second cycle, accepted': ['', '', ''],
  },
  held_at_opening: {
    opened: ['hold 12000 THB'], accepted: ['forfeit 12000 THB'], lost: ['forfeit 12000 THB'], expired: ['forfeit 12000 THB'], won: ['release 12000 THB'],
    withdrawn: ['release 12000 THB'], prevented: ['release 12000 THB'], refunded: ['release 12000 THB'],
    'lost in part': ['forfeit 5000 THB, release 7000 THB'], 'won in part': ['forfeit 2000 THB, release 10000 THB'],
    'won and reversed': ['release 12000 THB', 'debit 12000 THB'], 'lost, second cycle, won': ['forfeit 12000 THB', '', 'credit 12000 THB'],
    'won, second cycle, lost': ['release 12000 THB', 'hold 12000 THB', 'forfeit 12000 THB'], 'lost, second cycle, accepted': ['forfeit 12000 THB', '', ''],
  },
  debited_by_conceding: {
    opened: [''], accepted: ['debit 12000 THB'], lost: ['debit 12000 THB'], expired: ['debit 12000 THB'], won: [''], withdrawn: [''], prevented: [''],
    refunded: [''], 'lost in part': ['debit 5000 THB'], 'won in part': ['debit 2000 THB'], 'won and reversed': ['', 'debit 12000 THB'],
    'lost, second cycle, won': ['debit 12000 THB', '', 'credit 12000 THB'], 'won, second cycle, lost': ['', '', 'debit 12000 THB'],
    'lost, second cycle, accepted': ['debit 12000 THB', '', ''],
  },
  no_money_yet: {
    opened: [''], accepted: [''], lost: [''], expired: [''], won: [''], withdrawn: [''], prevented: [''], refunded: [''], 'lost in part': [''],
    'won in part': [''], 'won and reversed': ['', ''], 'lost, second cycle, won': ['', '', ''], 'won, second cycle, lost': ['', '', ''],
    'lost, second cycle, accepted': ['', '', ''],
  },
}

for (const [family, lines] of Object.entries(expected)) {
  test(`${family}: every way a dispute may go moves exactly this`, () => {
    const rules = familyIs(family as MoneyFamily, { concedingDebits: false })
    for (const [way, commands] of ends) assert.deepEqual(books([open(), ...commands], { terms: rules }), [...lines['opened']!, ...lines[way]!], way)
  })
}

test('no money yet, where conceding debits: an accepted inquiry costs, a won one does not', () => {
  const rules = familyIs('no_money_yet', { concedingDebits: true })
  assert.deepEqual(books([open(), accept()], { terms: rules }), ['', 'debit 12000 THB'])
  assert.deepEqual(books([open(), judge('won')], { terms: rules }), ['', ''])
})

test('an inquiry that becomes a chargeback takes the movement of the chargeback, once', () => {
  const rules = termsWith({ family: { ...terms.family, inquiry: 'no_money_yet', chargeback: 'debited_at_opening' } })
  const inquiry = open({ phase: 'inquiry' })
  const becomes = escalate({ phase: 'chargeback' })
  assert.deepEqual(books([inquiry, becomes, escalate({ phase: 'arbitration' }), accept()], { terms: rules }), ['', 'debit 12000 THB', '', ''])
  assert.deepEqual(books([inquiry, submit(), becomes, judge('won')], { terms: rules }), ['', '', 'debit 12000 THB', 'credit 12000 THB'])
})

test('money once held stays at stake when a dispute moves into a phase that costs nothing by itself', () => {
  const rules = termsWith({ concedingDebits: false, family: { ...terms.family, compliance: 'no_money_yet' } })
  assert.deepEqual(books([open(), escalate({ phase: 'compliance' }), judge('lost')], { terms: rules }), ['hold 12000 THB', '', 'forfeit 12000 THB'])
})

test('settlement in another currency is what moves, and a judged part of it is rounded down', () => {
  const settled = (changes: Partial<Opening> = {}) => open({ settlement: { money: { amount: 3_333n, currency: 'USD' }, rate: '0.2777' }, ...changes })
  assert.deepEqual(books([settled(), accept()]), ['hold 3333 USD', 'forfeit 3333 USD'])
  assert.deepEqual(books([settled(), judge('lost', { judged: baht(4_000n) })]), ['hold 3333 USD', 'forfeit 1111 USD, release 2222 USD'])
  assert.deepEqual(books([settled(), judge('lost', { judged: baht(11_999n) })]), ['hold 3333 USD', 'forfeit 3332 USD, release 1 USD'])
})

test('fees are lines of their own, in their own currency', () => {
  const dollars = { kind: 'dispute', money: { amount: 1_500n, currency: 'USD' as const }, refundable: true }
  assert.deepEqual(books([open({ fees: [dollars] }), judge('won')]), ['hold 12000 THB, fee 1500 USD', 'release 12000 THB, fee_returned 1500 USD'])
  assert.deepEqual(books([open({ fees: [fee(0n)] })]), ['hold 12000 THB'])
})

test('a win gives refundable fees back once, however often the dispute is won', () => {
  const free = familyIs('no_money_yet', { concedingDebits: false })
  const paths: [Command[], string[]][] = [
    [[judge('lost', { fees: [fee(9n)] })], ['fee 9 THB']],
    [[judge('won', { fees: [fee(9n)] })], ['fee 9 THB, fee_returned 500 THB']],
    [[judge('won'), escalate({ fees: [fee(70n)] }), judge('won')], ['fee_returned 500 THB', 'fee 70 THB', 'fee_returned 70 THB']],
    [[judge('won', { final: false }), reverse(), escalate(), judge('won')], ['fee_returned 500 THB', '', '', '']],
  ]
  for (const [commands, lines] of paths) {
    assert.deepEqual(books([open({ fees: [fee(500n), fee(30n, false)] }), ...commands], { terms: free }), ['fee 500 THB, fee 30 THB', ...lines])
  }
})

test('when upstream corrects a win, the fees that it gave back are charged again', () => {
  const lines = books([open({ fees: [fee(500n)] }), observe(news('won', { at: noon + 1 })), observe(news('lost', { at: noon + 2 })), observe(news('won', { at: noon + 3 }))])
  assert.deepEqual(lines, ['hold 12000 THB, fee 500 THB', 'release 12000 THB, fee_returned 500 THB', 'debit 12000 THB, fee 500 THB', 'credit 12000 THB, fee_returned 500 THB'])
})

test('an acceptance on its way upstream moves nothing until it is confirmed', () => {
  assert.deepEqual(books([open({ home: connection }), accept(), confirm()]), ['hold 12000 THB', '', 'forfeit 12000 THB'])
})
