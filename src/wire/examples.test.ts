import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleRequests } from './examples.ts'
import { parseForm } from './form.ts'
import { sample } from './sample.test-kit.ts'

test('each example becomes the request that it describes', () => {
  const [list, lend] = exampleRequests(sample, { authorization: 'Bearer ok' })
  assert.deepEqual(list, { operation: 'listLoans', name: 'two', status: 200, request: { method: 'GET', target: '/loans?limit=2', headers: { authorization: 'Bearer ok' } } })
  assert.deepEqual(lend!.request, { method: 'POST', target: '/loans', headers: { authorization: 'Bearer ok', 'content-type': 'application/json' }, body: '{"title":"Emma"}' })
})

test('parameters are escaped and a form reads back as the value', () => {
  const body = { a: '1 &', b: { c: '2', d: ['3', '4'] } }
  const endpoint = { ...sample.endpoints.getLoan, examples: { odd: { params: { id: 'a/b ?' }, body, encoding: 'form' as const, status: 200 } } }
  const [odd] = exampleRequests({ ...sample, endpoints: { getLoan: endpoint } })
  assert.equal(odd!.request.target, '/loans/a%2Fb%20%3F')
  const read = parseForm(new TextEncoder().encode(odd!.request.body as string))
  assert.deepEqual(read.ok && JSON.parse(JSON.stringify(read.value)), body)
})
