import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillExchange, matchAnswer, parseExchanges, requestOfExchange } from './exchange.ts'

const file = `# Lending a book answers the loan.
# source: the library's manual, read 2026-09-01
# given:  one-book
POST /loans/{{loan}} HTTP/1.1
Authorization: Basic {{secret}}
Content-Type: application/json

{ "title": "Emma" }

HTTP/1.1 201 Created
Content-Type: application/json
X-Trace: t-{{any}}

{ "id": "{{loan}}", "title": "Emma", "at": {{any}}, "link": "/l/{{any}}/x", "tags": ["a", {{any}}] }

###
# Nothing there.
GET /loans/none

HTTP/1.1 204 No Content
`
const [lend, none] = parseExchanges(file).map((one) => fillExchange(one, { loan: 'l1', secret: 'c2s6' }))
const headers = { 'content-type': 'application/json', 'x-trace': 't-9', more: 'x' }
const body = { id: 'l1', title: 'Emma', at: null, link: '/l/7/x', tags: ['a', 2] }
const match = (value: object, status = 201, sent: Record<string, string> = headers) => matchAnswer(lend!.answer, { status, headers: sent, body: JSON.stringify(value) })

test('a file gives its exchanges with source, given, request and answer', () => {
  assert.deepEqual([lend!.title, lend!.source, lend!.given], ['Lending a book answers the loan.', "the library's manual, read 2026-09-01", 'one-book'])
  const request = requestOfExchange(lend!)
  assert.deepEqual([request.method, request.path, request.headers.get('authorization'), new TextDecoder().decode(request.body)], ['POST', '/loans/l1', 'Basic c2s6', '{ "title": "Emma" }'])
  assert.deepEqual([none!.request.method, none!.request.target, none!.answer.status, none!.answer.body], ['GET', '/loans/none', 204, ''])
})

test('an answer as expected has no differences', () => {
  assert.deepEqual(match(body), [])
  assert.deepEqual(matchAnswer(none!.answer, { status: 204, headers: {}, body: '' }), [])
})

test('each difference is told with its place', () => {
  assert.match(match(body, 200)[0]!, /status: expected 201, got 200/)
  assert.match(match({ ...body, title: 'Emmo' })[0]!, /body\/title: expected "Emma", got "Emmo"/)
  assert.match(match({ ...body, extra: 1 })[0]!, /body\/extra: not expected/)
  assert.match(match({ ...body, at: undefined })[0]!, /body\/at: expected anything, got nothing/)
  assert.match(match({ ...body, link: '/l/7/y' })[0]!, /body\/link/)
  assert.match(match({ ...body, tags: ['a'] })[0]!, /body\/tags\/1/)
  assert.match(match({ ...body, tags: { 0: 'a', 1: 'b' } })[0]!, /body\/tags/)
  assert.match(match(body, 201, { 'content-type': 'application/json' })[0]!, /header X-Trace/)
  assert.match(matchAnswer(none!.answer, { status: 204, headers: {}, body: 'x' })[0]!, /body/)
})

test('a name without a value and a file without an answer are mistakes', () => {
  assert.throws(() => fillExchange(parseExchanges(file)[0]!, {}), /needs a value for \{\{loan\}\}/)
  assert.throws(() => parseExchanges('GET /x\n\n{}'), /HTTP\/1.1/)
})
