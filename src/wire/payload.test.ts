import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { defineContract, json, type Endpoint } from './contract.ts'
import { wireRequest } from './http.ts'
import { openapiOf } from './openapi.ts'
import { sample, sampleFailure } from './sample.test-kit.ts'
import { serve } from './serve.ts'

const types = ['application/json', 'application/hal+json', '']
const note = {
  method: 'POST', path: '/notes', operation: 'note', summary: 'Keeps a note', failures: [],
  body: json(z.object({ text: z.string() }), { types }), answers: { 204: { description: 'Kept.' } },
} as const satisfies Endpoint
const contract = defineContract({ ...sample, prefixes: ['/notes'], endpoints: { note } })
const handle = serve(contract, { note: () => ({ status: 204 as const }) }, { authenticate: () => ({ principal: null }), failureOf: sampleFailure, onBug: assert.fail })
const sent = async (headers: Record<string, string>) => (await handle(wireRequest({ method: 'POST', target: '/notes', headers, body: '{"text":"x"}' }))).status

test('JSON may come under other names than its own, and without a name, where an endpoint says so', async () => {
  for (const type of ['application/json', 'application/hal+json', 'Application/HAL+JSON; charset=utf-8']) assert.equal(await sent({ 'content-type': type }), 204, type)
  assert.equal(await sent({}), 204)
  for (const type of ['text/plain', 'application/vnd.api+json', 'application/hal+json; charset=latin1']) assert.equal(await sent({ 'content-type': type }), 415, type)
})

test('the printed document names each of them, and no empty one', () => {
  const { requestBody } = openapiOf(contract, { serverUrl: '/' }).paths['/notes']!.post as { requestBody: { content: object } }
  assert.deepEqual(Object.keys(requestBody.content), ['application/json', 'application/hal+json'])
})
