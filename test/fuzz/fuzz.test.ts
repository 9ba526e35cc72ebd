import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { after, test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { isCurrency } from '../../src/core/currency.ts'
import { begin, settle } from '../isolation/tenants.ts'
import { bookkeeping, digestOf } from '../kit/digest.ts'
import { bearer, bytesOf, dial, type Answer, type Request } from '../kit/http.ts'
import { textOf } from '../kit/native.ts'
import type { Hints } from './arbitrary.ts'
import { documentedBy } from './documented.ts'
import { operationsOf, prefixOf, requestOf, wishes, type Choice, type Operation } from './requests.ts'

/** A longer run, or the same again: PARLEY_TEST_FUZZ=20000 PARLEY_TEST_SEED=7. */
const runs = Number(process.env['PARLEY_TEST_FUZZ'] ?? 2200)
const seed = Number(process.env['PARLEY_TEST_SEED'] ?? 20261120)

const town = await begin()
after(() => town.kit.close())
const { kit } = town
const [mill, tea] = [await settle(town, 'mill'), await settle(town, 'tea')]
const document = (await town.call(null, { target: '/openapi.json' })).body
const operations = operationsOf(document)
const documented = documentedBy(document)
const live = new Map(Object.entries(mill.ids).map(([, id]) => [id.slice(0, 3), [id]]))
const callers: Record<string, string>[] = [{ ...bearer(kit.adminKey), 'parley-merchant': mill.ids.merchant }, bearer(mill.key), { ...bearer(kit.adminKey), 'parley-merchant': tea.ids.merchant }]
/** Asks a provider, wherever the document's default address of it is: never from a test. */
const leavesTheMachine = { testConnection: 0, readConnection: 0 }
/** Slow to do, endless, or the end of what the others need. */
const rare: Record<string, number> = { createMerchant: 12, createCredential: 30, createUser: 12, updateUser: 30, streamEvents: 12, resetSandbox: 20, setClock: 0, ...leavesTheMachine }

const currencies = ['THB', 'JPY', 'KWD', 'CLF', 'USD']
assert.ok(currencies.every(isCurrency))
const currency = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...currencies) }, { weight: 1, arbitrary: fc.constantFrom('thb', 'XXX', '', 'ZZZ') })
const hints: Hints = {
  currency, operation: fc.constantFrom('getAct', 'nonsense'), 'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('again', '', '"q"', '"')), 'parley-version': fc.constantFrom('2026-11-20', '2026-11-20', '2026-11-20', 'x'),
  merchant: fc.constantFrom(mill.ids.merchant, tea.ids.merchant, 'mch_00000000000000000000000000', 'x'), url: fc.constantFrom('http://127.0.0.1:65535/x', 'http://127.0.0.1:65535/y', 'https://10.0.0.1/', 'ftp://x', 'x', 'https://user:pass@parley.invalid/'),
  expect: fc.constantFrom({}, {}, { revision: 1 }, { revision: 7 }, { amount: { value: 1, currency: 'THB' } }), hold_seconds: fc.constantFrom(0, 0, 60, -1, 1.5),
  password: fc.constantFrom('seven herons over wet rice', 'a lighthouse eats no cabbage', 'short', ''),
  credentials: fc.constantFrom({ key: 'pk_0123456789abcdef' }, { key: 'pk_0123456789abcdef' }, {}, { key: 7 }),
  id: fc.constantFrom('mch_00000000000000000000000001', 'x', mill.ids.merchant), cursor: fc.constantFrom(...Object.values(mill.cursors), 'x', 'W10'), limit: fc.constantFrom('1', '100', '0', '25', 'x'),
  state: fc.constantFrom('needs_response', 'accepted,won', 'pending', 'exhausted', 'x'), dialect: fc.constantFrom('native', 'omise', 'moov', 'afterpay', 'alipay', 'ahrvo'),
}

test('every operation of the document answers whatever it is sent as the document says, and a refusal changes nothing', async (t) => {
  const counts = operations.map((operation) => ({ operation, count: rare[operation.id] ?? Math.ceil(runs / (operations.length - Object.keys(rare).length)) }))
  await fuzz(t, counts, seed)
})

test('the same after the clock was turned, wherever it was asked to go', async (t) => {
  // Nobody hears them here, and a turned clock would wait for three days of attempts at each.
  for (const webhook of (await kit.admin('GET', '/v1/webhooks', undefined, { 'parley-merchant': mill.ids.merchant })).body.data as unknown as { id: string }[]) await kit.admin('DELETE', `/v1/webhooks/${webhook.id}`, undefined, { 'parley-merchant': mill.ids.merchant })
  const count = (id: string): number => (id === 'setClock' ? 60 : rare[id] === undefined ? Math.ceil(runs / 400) : 0)
  await fuzz(t, operations.map((operation) => ({ operation, count: count(operation.id) })), seed + 1)
})

async function fuzz(t: TestContext, counts: readonly { operation: Operation; count: number }[], from: number): Promise<void> {
  const statuses: Record<string, number> = {}
  const everDone = new Set<string>()
  const all = counts.flatMap(({ operation, count }, at) => fc.sample(wishes(operation, hints), { seed: from + at, numRuns: Math.max(count, 1) }).slice(0, count).map((wish, n) => ({ wish, at: (n + at / 100) / count })))
  let digests = 0
  for (const [at, { wish }] of all.sort((a, b) => a.at - b.at).entries()) {
    const { operation } = wish
    if (at % 10 === 0) await freshen()
    const mayNot = operation.id === 'resetSandbox' ? bearer(mill.key) : null
    const request = together(requestOf(wish, idFor), at)
    const sent = { ...request, headers: { ...(mayNot ?? callers[wish.as] ?? callers[0]!), ...request.headers } }
    const looks = at % 15 === 0
    const before = looks ? await digestOf(kit.app.store, bookkeeping) : ''
    const answer = await send(operation, sent)
    const shown = `seed ${seed}, ${operation.id}: ${sent.method} ${sent.target} ${JSON.stringify(sent.headers)} ${String(sent.body ?? '').slice(0, 2000)}\n→ ${answer.head}\n${answer.text.slice(0, 2000)}`
    documented(operation, answer, shown)
    if (answer.status >= 400) assert.equal(Number(answer.body.status), answer.status, shown)
    if (looks && answer.status >= 300) {
      assert.equal(await digestOf(kit.app.store, bookkeeping), before, `a refusal changed something: ${shown}`)
      digests++
    }
    learn(answer)
    if (answer.status < 300) everDone.add(operation.id)
    if (operation.id === 'addFault' && answer.status === 201) await kit.admin('DELETE', '/v1/sandbox/faults')
    const kind = `${Math.floor(answer.status / 100)}xx`
    statuses[kind] = (statuses[kind] ?? 0) + 1
  }
  t.diagnostic(`${all.length} requests, seed ${seed}: ${Object.entries(statuses).map(([kind, count]) => `${kind} ${count}`).sort().join(', ')}; ${digests} refusals with the whole store compared`)
  const never = counts.filter(({ operation, count }) => count > 20 && !everDone.has(operation.id)).map(({ operation }) => operation.id)
  t.diagnostic(`never done, only refused: ${never.join(', ') || 'none'}`)
  assert.ok(never.length <= 4, `of what was never done little is shown: ${never.join(', ')}`)
}

/** Evidence by the dispute that it is staged with, so that the two are often named together. */
const staged = new Map<string, string>()

/** Disputes that something can still be done with: open, won for the time being, and with an act that waits. And a view, as long as there is room. */
async function freshen(): Promise<void> {
  const post = (path: string, body: object) => kit.admin('POST', path, body, { 'parley-merchant': mill.ids.merchant })
  const opened = async (): Promise<string> => {
    const { status, text, body } = await post('/v1/sandbox/disputes', { amount: { value: 12000, currency: 'THB' } })
    assert.equal(status, 201, text)
    return textOf(body.id)
  }
  const [open, won, held] = [await opened(), await opened(), await opened()]
  const evidence = await post(`/v1/disputes/${open}/evidence`, { text: 'Signed.' })
  await post(`/v1/sandbox/disputes/${won}/judge`, { verdict: 'won', final: false })
  const { body } = await post(`/v1/disputes/${held}/accept`, { reason: 'no_proof', hold_seconds: 600 })
  const view = await post('/v1/views', { name: `View of ${open}`, view: 'all' })
  for (const id of [won, held, open, textOf(body.act?.id), textOf(evidence.body.id), ...(view.status === 201 ? [textOf(view.body.id)] : [])]) know(id)
  staged.set(textOf(evidence.body.id), open)
}

/** A stream that was begun has no end: its head is all of it. */
async function send({ id }: Operation, request: Request): Promise<Answer> {
  const line = await dial(kit.url)
  try {
    let told = ''
    line.socket.on('data', (piece: Buffer) => void (told += piece.toString('latin1')))
    await line.write(bytesOf(request))
    const whole = line.answer(request.method)
    const begun = (): boolean => /content-type: text\/event-stream\r/.test(told) && told.includes('\r\n\r\n')
    const waited = await Promise.race([whole, ...(id === 'streamEvents' ? [once(line.socket, begun)] : [])])
    const head = told.slice(0, told.indexOf('\r\n\r\n'))
    return waited ?? { status: Number(head.split(' ')[1]), head, headers: { 'content-type': /content-type: (.*)\r/.exec(head)?.[1] ?? '' }, bytes: Buffer.alloc(0), text: '', body: {} }
  } finally {
    line.close()
  }
}

/** Null, as soon as what came over the line makes it so. */
function once(socket: Socket, isSo: () => boolean): Promise<null> {
  return new Promise((done) => void socket.on('data', () => { if (isSo()) done(null) }))
}

function idFor(noun: string, choice: Choice): string {
  const prefix = prefixOf[noun]!
  if ('text' in choice) return `${prefix}_${choice.text}`
  const known = live.get(prefix) ?? []
  return known[known.length - 1 - (choice.live % Math.min(known.length, choice.live % 4 ? 4 : 40))] ?? `${prefix}_${'0'.repeat(26)}`
}

function together(request: Request, at: number): Request {
  const [, evidence = ''] = /\/evidence\/(evd_\w+)/.exec(request.target) ?? []
  const dispute = staged.get(evidence)
  return dispute && at % 4 ? { ...request, target: request.target.replace(/dsp_\w+/, dispute) } : request
}

/** What the server gave out is what later requests name. */
function learn({ status, text }: Answer): void {
  if (status >= 300) return
  for (const [id] of text.matchAll(/\b(?:dsp|act|evd|whk|ntc|key|con|usr|viw|req)_[0-9a-z]{26}\b/g)) know(id)
}

function know(id: string): void {
  const known = live.get(id.slice(0, 3)) ?? []
  if (!known.includes(id)) live.set(id.slice(0, 3), [...known, id].slice(-40))
}

test('the run names every kind of id that the document does', () => {
  const nouns = operations.flatMap(({ path }) => [...path.matchAll(/(\w+)\/\{/g)].map(([, noun]) => noun!))
  assert.deepEqual([...new Set(nouns)].filter((noun) => prefixOf[noun] === undefined), [])
  assert.ok(textOf(document.openapi).startsWith('3.1'))
})
