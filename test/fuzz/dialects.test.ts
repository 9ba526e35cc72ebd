/** Every operation of every provider's document, with what its clients would never send: a documented answer, and no change behind a refusal. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { dialects } from '../../src/dialects/index.ts'
import type { Endpoint } from '../../src/wire/contract.ts'
import { splitTarget } from '../../src/wire/http.ts'
import { routesOf } from '../../src/wire/route.ts'
import { pdf } from '../kit/alipay.ts'
import { bookkeeping, digestOf } from '../kit/digest.ts'
import { samplePdf } from '../kit/native.ts'
import type { Request as HttpRequest } from '../kit/http.ts'
import { documentedForm } from '../kit/prove-answer.ts'
import type { Answer, Request } from '../kit/speaker.ts'
import { speakers, startHouse, type House, type Voice } from '../kit/speakers/index.ts'
import { tellings } from '../kit/tellings.ts'
import type { Hints } from './arbitrary.ts'
import { documentedBy } from './documented.ts'
import { operationsOf, requestOf, wishes, type Choice, type Operation, type Wish } from './requests.ts'

/** A longer run, or the same again: PARLEY_TEST_FUZZ=20000 PARLEY_TEST_SEED=7. */
const runs = Number(process.env['PARLEY_TEST_FUZZ'] ?? 2000) / 4
const seed = Number(process.env['PARLEY_TEST_SEED'] ?? 20261120)

/** How the ids of a noun in a path look in the answers that give them out. */
const forms: Record<string, Record<string, RegExp>> = {
  alipay: {},
  afterpay: { disputes: /\bdp_\w+/g, files: /\bfi_\w+/g },
  omise: { disputes: /\bdspt_test_\w+/g, documents: /\bdocu_test_\w+/g, events: /\bevnt_test_\w+/g, charges: /\bchrg_test_\w+/g },
  moov: { disputes: /(?<="disputeID":")[^"]+/g, evidence: /(?<="evidenceID":")[^"]+/g, webhooks: /(?<="webhookID":")[^"]+/g },
  ahrvo: { disputes: /\bDP\w{10,}/g, evidence: /\bEV\w{10,}/g, webhooks: /\bWH\w{10,}/g },
}

/** Waits for a receiver, and there is none here. */
const waiting = ['pingWebhook']

for (const speaker of speakers) {
  test(`${speaker.dialect} answers whatever it is sent as its document says, and a refusal changes nothing`, async (t) => {
    const house = await startHouse()
    await fuzz(t, house, await house.voice(speaker))
    await house.kit.close()
  })
}

async function fuzz(t: TestContext, house: House, voice: Voice): Promise<void> {
  const { dialect, done } = voice.speaker
  const document = (await voice.say({ method: 'GET', target: `/openapi/${dialect}.json` })).body
  const operations = operationsOf(document).filter(({ id }) => !waiting.includes(id))
  const documented = documentedBy(document)
  const known = knownOf(voice)
  const everDone = new Set<string>()
  const counts: Record<string, number> = {}
  for (const [at, wished] of shuffled(operations, hintsOf(voice, known)).entries()) {
    const wish = probable(wished, voice, known)
    if (at % 6 === 0) known.add('disputes', (await house.open(dialect)).theirs)
    const { operation } = wish
    const request = known.together(credible(wish, requestOf(wish, known.idFor), voice))
    const before = at % 4 === 0 ? await digestOf(house.kit.app.store, bookkeeping) : null
    const answer = await voice.say(request)
    const shown = `seed ${seed}, ${operation.id}: ${request.method} ${request.target} ${JSON.stringify(request.headers)} ${String(request.body ?? '').slice(0, 1500)}\n→ ${answer.status} ${JSON.stringify(answer.headers)} ${answer.text.slice(0, 1500)}`
    documented(operation, answer, shown)
    inWords(dialect, request, answer)
    if (before !== null && !done(answer)) assert.equal(await digestOf(house.kit.app.store, bookkeeping), before, `a refusal changed something: ${shown}`)
    if (done(answer)) known.read(answer, request.target)
    if (done(answer)) everDone.add(operation.id)
    counts[answer.status] = (counts[answer.status] ?? 0) + 1
  }
  const never = operations.map(({ id }) => id).filter(id => !everDone.has(id))
  t.diagnostic(`${Object.entries(counts).map(([status, count]) => `${status} ${count}`).join(', ')}; never done, only refused: ${never.join(', ') || 'none'}`)
  assert.ok(never.length <= operations.length / 6, `of what was never done little is shown: ${never.join(', ')}`)
}

/** What stands on every answer of a provider. */
const always: Partial<Record<string, [name: string, form: RegExp]>> = {
  afterpay: ['cache-control', /^no-store$/], moov: ['x-request-id', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
}

/** The fields of the contract and no other, and a word that this call may be refused with. An id may lead to another call of the contract. */
function inWords(dialect: Voice['speaker']['dialect'], { method, target }: Request, answer: Answer): void {
  const [name, form] = always[dialect] ?? []
  if (name) assert.match(answer.headers[name] ?? '', form!, `${target}: ${name}`)
  const contract = dialects[dialect].contract!
  const endpoint: Endpoint | undefined = routesOf(Object.values(contract.endpoints))(splitTarget(target).path)?.byMethod.get(method)
  if (endpoint) documentedForm(contract, endpoint, { ...answer, body: answer.text }, tellings[dialect])
}

test('what only asks changes nothing, in no language and on no path', async () => {
  const house = await startHouse()
  for (const speaker of speakers) {
    const voice = await house.voice(speaker)
    const { theirs } = await house.open(speaker.dialect)
    const targets = new Set([speaker.accept(theirs, voice.shown), ...speaker.defend(theirs, voice.shown)].map(({ target }) => target))
    const before = await digestOf(house.kit.app.store, bookkeeping)
    for (const target of targets) for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE', 'PROPFIND']) {
      const answer = await voice.say({ method, target })
      assert.ok(answer.status < 500, `${method} ${target}: ${answer.status}`)
      assert.equal(await digestOf(house.kit.app.store, bookkeeping), before, `${method} ${target} changed something`)
    }
  }
  await house.kit.close()
})

/** Most of the time its own headers prove who asks, not invented ones. */
function credible({ as, operation: { method } }: Wish, { target, headers = {}, body }: HttpRequest, { speaker, shown }: Voice): Request {
  const request = { method, target, ...(body === undefined ? {} : { body: body as string | Uint8Array }) }
  const own = new Set(as === 0 ? [] : Object.keys(speaker.signed(shown, request)).map(name => name.toLowerCase()).filter(name => name !== 'content-type'))
  return { ...request, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !own.has(name.toLowerCase()))) }
}

/** Operations by turns, so that what one makes another finds. */
function shuffled(operations: readonly Operation[], hints: Hints): Wish[] {
  const each = Math.ceil(runs / operations.length)
  const all = operations.flatMap((operation, at) => fc.sample(wishes(operation, hints), { seed: seed + at, numRuns: each }).map((wish, n) => ({ wish, at: n + at / 100 })))
  return all.sort((a, b) => a.at - b.at).map(({ wish }) => wish)
}

/** The ids that were given out. What is below another is remembered with the path that it was seen under. */
type Known = ReturnType<typeof knownOf>

function knownOf({ speaker: { dialect }, shown }: Voice) {
  const ids = new Map<string, string[]>([['accounts', [shown.account_id ?? 'x']], ['charges', ['chrg_test_5fzbq0gx7t8xk1a2b3c']]])
  const parents = new Map<string, string>()
  const add = (noun: string, id: string): void => {
    const all = ids.get(noun) ?? []
    if (!all.includes(id)) ids.set(noun, [...all, id].slice(-30))
  }
  return {
    add,
    newest: () => ids.get('disputes')?.at(-1) ?? 'none',
    idFor(noun: string, choice: Choice): string {
      const all = ids.get(noun) ?? []
      return 'text' in choice ? choice.text : all[all.length - 1 - (choice.live % Math.min(all.length, choice.live % 4 ? 3 : 30))] ?? 'nothing'
    },
    read({ text }: Answer, target: string): void {
      const [, parent] = /\/disputes\/([^/?]+)/.exec(target) ?? []
      for (const [noun, form] of Object.entries(forms[dialect]!)) for (const [id] of text.matchAll(form)) {
        add(noun, id)
        if (parent) parents.set(id, parent)
      }
    },
    together(request: Request): Request {
      const [, dispute, child] = /\/disputes\/([^/]+)\/\w+\/([^/?]+)/.exec(request.target) ?? []
      const parent = parents.get(child ?? '')
      return parent && parent !== child ? { ...request, target: request.target.replace(dispute!, parent) } : request
    },
  }
}

/** Every other time with what belongs together in a good request. */
function probable(wish: Wish, voice: Voice, known: Known): Wish {
  const { query, fields } = (wish.as % 2 && goodTogether(voice, known)[wish.operation.id.replace(/InSandbox$/, '')]) || {}
  const value = typeof wish.body?.value === 'object' && wish.body.value !== null ? wish.body.value : {}
  return { ...wish, query: { ...wish.query, ...query }, ...(fields && { body: { type: wish.body?.type ?? 'application/json', value: { ...value, ...fields } } }) }
}

function goodTogether({ speaker, shown }: Voice, known: Known): Record<string, { query?: Record<string, string>; fields?: object }> {
  const disputeId = known.newest()
  return {
    acceptDispute: speaker.dialect === 'alipay' ? { fields: { disputeId } } : {}, supplyDefenseDocument: { fields: { disputeId, disputeEvidence: pdf } },
    downloadDisputeEvidence: { fields: { disputeId, disputeEvidenceType: 'DISPUTE_EVIDENCE_TEMPLATE' } },
    searchDisputes: { query: { scope: 'dispute' } }, uploadFile: { fields: { fileType: 'dispute_evidence', file: Buffer.from(samplePdf).toString('base64') } }, uploadEvidenceFile: { fields: { evidenceType: 'receipt' } },
    createAccessToken: { fields: { grant_type: 'client_credentials', scope: `/accounts/${shown.account_id}/transfers.read` } },
    createWebhook: { fields: { url: 'http://127.0.0.1:65535/x', eventTypes: ['dispute.created'], status: 'enabled', description: 'One.' } },
  }
}

const whole = (text: string, ...others: string[]) => fc.oneof({ weight: 6, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: fc.constantFrom(...others, '', 'x') })

/** What the schema cannot know: ids, secrets, and words that belong together. */
function hintsOf({ shown }: Voice, known: Known): Hints {
  const dispute = fc.nat(9).map(() => known.newest())
  return {
    disputeId: fc.oneof({ weight: 8, arbitrary: dispute }, { weight: 1, arbitrary: fc.string({ maxLength: 70 }) }),
    disputeEvidence: whole(pdf, '!', 'AAAA'), evidence: fc.constantFrom({ uncategorizedText: 'Handed over.' }, {}, { uncategorizedText: 7 }),
    grant_type: fc.constantFrom('client_credentials', 'client_credentials', 'refresh_token', 'x'), client_id: whole(shown.public_key ?? 'x'), client_secret: whole(shown.secret_key ?? 'x'),
    scope: whole(`/accounts/${shown.account_id}/transfers.read /accounts/${shown.account_id}/transfers.write`), fileType: whole('dispute_evidence'), evidenceType: whole('receipt', 'generic-evidence'),
    url: fc.constantFrom('http://127.0.0.1:65535/x', 'https://10.0.0.1/', 'ftp://x'), 'finix-version': whole('2022-02-01'), 'x-moov-version': fc.constantFrom('v2024.01.00', 'v2025.07.00', 'latest', '?'),
    amount: fc.constantFrom('100', '20', '-1', 'x', '99999999999999999999'), limit: fc.constantFrom('1', '20', '100', '0', '101', 'x'), offset: fc.constantFrom('0', '1', '-1', 'x'),
  }
}
