import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvText } from '../../desk/csv.ts'
import { filterText, isWrong, parseFilter, queryOf, suggestionsFor, withToken, withoutToken } from '../../desk/pages/queue/filter.ts'

const friday = Date.UTC(2026, 10, 20, 9)
const asked = (line: string) => queryOf(parseFilter(line), friday)

test('tokens become what the API is asked for, and the rest is searched for', () => {
  assert.deepEqual(asked('provider:omise,moov reason:fraud stage:inquiry assignee:me lost parcel'), { dialect: 'omise,moov', reason: 'fraud', phase: 'inquiry', owner: 'me', text: 'lost parcel' })
  assert.deepEqual(asked('due:<48h opened:<7d'), { due_before: '2026-11-22T09:00:00.000Z', opened_after: '2026-11-13T09:00:00.000Z' })
  assert.deepEqual(asked('due:overdue'), { due_before: '2026-11-20T09:00:00.000Z' })
  assert.deepEqual(asked('evidence:some snoozed:yes outcome:unknown currency:usd'), { evidence: 'some', snoozed: 'yes', outcome: 'unknown', currency: 'USD' })
})

test('an amount is a bound in minor units of its own currency', () => {
  assert.deepEqual(asked('amount:>100usd'), { currency: 'USD', amount_min: '10001' })
  assert.deepEqual(asked('amount:<100jpy'), { currency: 'JPY', amount_max: '99' })
  assert.deepEqual(asked('amount:>1.234kwd'), { currency: 'KWD', amount_min: '1235' })
})

test('a value that means nothing asks for nothing, instead of for too much', () => {
  for (const line of ['provider:esperanto', 'amount:>100', 'amount:>1.005usd', 'due:soon', 'currency:zzz', 'evidence:much', 'snoozed:maybe']) {
    assert.equal(asked(line), null, line)
    assert.ok(isWrong(parseFilter(line).tokens[0]!), line)
  }
})

test('a line survives being read and written, and tokens come and go', () => {
  const line = 'provider:omise due:<48h lost parcel'
  const filter = parseFilter(line)
  assert.equal(filterText(filter), line)
  assert.equal(filterText(withToken(filter, { name: 'provider', value: 'moov' })), 'due:<48h provider:moov lost parcel')
  assert.equal(filterText(withoutToken(filter, filter.tokens[0]!)), 'due:<48h lost parcel')
  assert.equal(filterText(parseFilter('a:b https://x.example')), 'a:b https://x.example')
})

test('what is typed is suggested from', () => {
  assert.deepEqual(suggestionsFor('pro'), ['provider:'])
  assert.deepEqual(suggestionsFor('provider:o'), ['provider:omise'])
  assert.deepEqual(suggestionsFor(''), [])
})

test('a table is RFC 4180 and no spreadsheet runs it', () => {
  assert.equal(csvText(['a', 'b'], [['=1+1', 'x"y'], ['-1', null], ['\t@x', 'a,b']]), 'a,b\r\n\'=1+1,"x""y"\r\n\'-1,\r\n\'\t@x,"a,b"\r\n')
})
