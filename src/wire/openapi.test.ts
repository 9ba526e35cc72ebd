import { Validator } from '@seriousme/openapi-schema-validator'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openapiOf } from './openapi.ts'
import { referenceCss, referenceOf } from './reference.ts'
import { sample } from './sample.test-kit.ts'

const document = openapiOf(sample, { serverUrl: 'http://127.0.0.1:4242' })
const printed = () => JSON.parse(JSON.stringify(document)) as any

test('a public validator takes the printed document', async () => {
  const result = await new Validator().validate(printed())
  assert.deepEqual([result.valid, result.errors], [true, undefined])
  const broken = printed()
  delete broken.info.title
  assert.equal((await new Validator().validate(broken)).valid, false)
})

test('every reference of the document leads to a component', () => {
  const text = JSON.stringify(document)
  const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!)
  assert.ok(names.includes('Loan') && names.includes('Problem'))
  for (const name of names) assert.ok(printed().components.schemas[name], name)
  assert.doesNotMatch(text, /\$defs/)
})

test('the document says what the server checks', () => {
  const { paths, components } = printed()
  const lend = paths['/loans'].post
  assert.deepEqual(Object.keys(lend.requestBody.content), ['application/json', 'application/x-www-form-urlencoded'])
  assert.equal(lend.requestBody.required, true)
  assert.equal(paths['/loans/{id}/return'].post.requestBody.required, false)
  assert.deepEqual(Object.keys(lend.responses), ['201', '400', '401', '404', '413', '415', '500', '503'])
  assert.match(lend.responses['400'].description, /duplicate_header/)
  assert.deepEqual(lend.responses['401'].content['application/problem+json'].schema, { $ref: '#/components/schemas/Problem' })
  assert.deepEqual(lend.parameters.map((one: any) => [one.name, one.in, one.required]), [['idempotency-key', 'header', false]])
  const limit = paths['/loans'].get.parameters[0]
  assert.deepEqual([limit.name, limit.required, limit.example, limit.schema.maximum], ['limit', false, '2', 100])
  assert.deepEqual([paths['/watch'].get.security, lend.security], [[], [{ key: [] }]])
  assert.equal(components.schemas.Loan.additionalProperties, false)
})

test('a failure that shares the status of success is one of two shapes', () => {
  const failures = Object.fromEntries(Object.entries(sample.failures).map(([code, one]) => [code, { ...one, status: 200 }])) as never
  const always = openapiOf({ ...sample, failures, failureContentType: 'application/json' }, { serverUrl: '/' })
  const { content } = (always.paths['/loans/{id}']!.get as any).responses['200']
  assert.equal(content['application/json'].schema.anyOf.length, 2)
})

test('the reference shows every operation and runs and loads nothing', () => {
  const hostile = '<script>alert(1)</script>"\'`'
  const page = referenceOf(openapiOf({ ...sample, title: hostile, tags: { [hostile]: hostile } }, { serverUrl: '/' }), { styleHref: '/docs/style.css' })
  for (const endpoint of Object.values(sample.endpoints)) assert.ok(page.includes(`id="${endpoint.operation}"`), endpoint.operation)
  assert.doesNotMatch(page, /<script|style="|javascript:|\son\w+=|https?:/i)
  assert.match(page, /&#60;books&#62; &#38; more/)
  assert.doesNotMatch(referenceCss, /url\(|@import/)
})

test('every link of the reference has its target', () => {
  const page = referenceOf(document, { styleHref: '/s.css' })
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${target!}"`), String(target))
})

test('a failure that is told by its status alone has no content in the document', () => {
  const bare = { ...sample, failures: { ...sample.failures, unauthorized: { ...sample.failures.unauthorized, bare: true as const } } }
  const { responses } = openapiOf(bare, { serverUrl: 'http://127.0.0.1:4242' }).paths['/loans']!.post as any
  assert.deepEqual(Object.keys(responses['401']), ['description'])
  assert.ok(responses['400'].content)
})

test('what gives something up for good is marked in the document', () => {
  const marked = { ...sample, endpoints: { ...sample.endpoints, returnLoan: { ...sample.endpoints.returnLoan, destructive: true as const } } }
  const { paths } = openapiOf(marked, { serverUrl: 'http://127.0.0.1:4242' })
  assert.deepEqual([paths['/loans/{id}/return']!.post!['x-destructive'], paths['/loans']!.post!['x-destructive']], [true, undefined])
})
