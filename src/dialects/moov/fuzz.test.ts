// Anything that may come to any call of the contract: never our own mistake, never an answer that is not documented, and nothing has
// happened where the answer was a refusal.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { after, test } from 'node:test'
import { moovGiven } from '../../../test/kit/moov-given.ts'
import { startMoov, upload, uuidForm, type Heard, type Sent } from '../../../test/kit/moov.ts'
import type { Contract, Endpoint } from '../../wire/contract.ts'
import { openapiOf } from '../../wire/openapi.ts'
import { moovContract } from './contract.ts'
import { tells } from './failures.ts'

const contract: Contract = moovContract
const kit = await startMoov()
after(() => kit.close())
const { mine, values } = await moovGiven(kit, 'evidence')
const { paths } = openapiOf(contract, { serverUrl: 'http://127.0.0.1:4242' })

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 20 }), fc.constantFrom('', '0', '-1', '1e3', 'null', '__proto__', '2026-11-20T09:00:00Z', 'response-needed', 'receipt', 'x'.repeat(751)))
const named = ['count', 'skip', 'startDateTime', 'endDateTime', 'respondStartDateTime', 'respondEndDateTime', 'status', 'merchantAccountID', 'cardholderAccountID', 'disputeIDs', 'transferIDs', 'orderBy', 'a']
const query = fc.dictionary(fc.constantFrom(...named), fc.oneof(text, fc.constantFrom(...Object.values(values))), { maxKeys: 3 })
const value = fc.oneof(text, fc.constantFrom(...Object.values(values), '*', 'enabled', 'client_credentials', 'refresh_token'), fc.jsonValue({ maxDepth: 2 }))
const fields = ['text', 'evidenceType', 'url', 'status', 'eventTypes', 'description', 'grant_type', 'scope', 'refresh_token', 'token', 'client_id', 'client_secret', '__proto__']
const word = fc.oneof(text, fc.constantFrom('receipt', 'cover-letter', 'application/pdf', 'image/jpeg', 'receipt.pdf'))
const object = fc.dictionary(fc.constantFrom(...fields), value).map(object => ({ type: 'application/json', body: JSON.stringify(object) }))
const form = fc.record({ type: fc.constantFrom('application/pdf', 'image/jpeg', 'text/html', ''), name: word, evidenceType: word, bytes: text }).map(form => {
  const { headers, body } = upload(form)
  return { type: headers!['content-type']!, body: body! }
})
const odd = fc.tuple(fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', ''), text).map(([type, body]) => ({ type, body }))
/** Mostly of the kind that the call takes, so that more of them come as far as its handler. */
const bodyFor = ({ body }: Endpoint) => fc.oneof({ weight: 3, arbitrary: body?.kind === 'multipart' ? form : object }, form, odd, fc.constant(null))
const id = fc.oneof(fc.constantFrom(values.dispute, values.evidence, values.file, values.unknown, values.webhook), text.map(encodeURIComponent))
/** Deciding and deleting go well and have their own tests. */
const endpoints = Object.values(contract.endpoints).filter(({ operation }) => !['acceptDispute', 'submitEvidence', 'deleteEvidence', 'disableWebhook'].includes(operation))
const version = fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, text.filter(isHeader))
const askedOf = (endpoint: Endpoint) => fc.record({ endpoint: fc.constant(endpoint), ids: fc.tuple(id, id), own: fc.integer({ min: 0, max: 3 }), query, body: bodyFor(endpoint), version })
const asked = fc.constantFrom(...endpoints).chain(askedOf)

test('no call breaks, answers what it does not document, or changes what it refuses to change', async () => {
  await fc.assert(fc.asyncProperty(asked, async ({ endpoint, ids, own, query, body, version }) => {
    const before = await seen()
    const target = targetOf(endpoint, own > 0 ? values.dispute : ids[0], ids[1], query)
    const heard = await mine.ask(target, sentOf(endpoint, body, version))
    wellMannered(endpoint, heard, target)
    if (heard.status >= 400) assert.equal(await seen(), before, target)
  }), { numRuns: 500 })
})

function targetOf({ path }: Endpoint, dispute: string, other: string, query: Record<string, string>): string {
  const ids: Record<string, string> = { accountID: values.account, disputeID: dispute || 'x', evidenceID: other || 'x', webhookID: other || 'x' }
  const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, value.toWellFormed()])).toString()
  return path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!) + (search ? `?${search}` : '')
}

function sentOf({ method }: Endpoint, body: { type: string; body: string | Uint8Array } | null, version: string | undefined): Sent {
  const headers = { ...(body?.type ? { 'content-type': body.type } : {}), ...(version === undefined ? {} : { 'x-moov-version': version }) }
  return { method, headers, ...(body ? { body: body.body } : {}) }
}

function wellMannered({ path, method }: Endpoint, { status, text, headers }: Heard, target: string): void {
  const documented = (paths[path]![method.toLowerCase()]!.responses as Record<string, { content?: object }>)[status]
  assert.ok(status < 500 && documented, `${method} ${target} answered ${status}`)
  assert.match(headers['x-request-id']!, uuidForm)
  if (!documented.content) assert.deepEqual([text, headers['content-type']], ['', undefined], target)
  if (tells(status)) assert.deepEqual(Object.keys(JSON.parse(text) as object), ['error'])
}

async function seen(): Promise<string> {
  const answers = await Promise.all([`/disputes/${values.dispute}`, `/disputes/${values.dispute}/evidence`, '/webhooks'].map(path => mine.ask(path)))
  return answers.map(({ text }) => text).join('\n')
}

function isHeader(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
