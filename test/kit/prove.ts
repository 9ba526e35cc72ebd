/**
 * What every dialect has to hold, proved the same way for all of them: its exchanges happen as they are recorded, its document is
 * sound, its examples are answered as it says, and nothing of the core has no word in it. What is peculiar to one stays in its tests.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { z } from 'zod'
import { states, type Dispute } from '../../src/core/dispute.ts'
import { refusals, type RefusalCode } from '../../src/core/refusal.ts'
import type { Dialect } from '../../src/dialects/dialect.ts'
import { builtInFailures, type Contract, type Endpoint } from '../../src/wire/contract.ts'
import { exampleRequests } from '../../src/wire/examples.ts'
import { parseExchanges, type Exchange } from '../../src/wire/exchange.ts'
import { wireRequest, type WireRequest, type WireRequestInit, type WireResponse } from '../../src/wire/http.ts'
import { routesOf } from '../../src/wire/route.ts'
import { inState } from './builders.ts'
import { playExchange } from './prove-exchange.ts'
import { bodyText, documentedForm } from './prove-answer.ts'
import { tellings } from './tellings.ts'

export type Scene = {
  handle(request: WireRequest): Promise<WireResponse>
  /** What the names in braces stand for; ids of the contract's examples stand under the same names. */
  values: Readonly<Record<string, string>>
  end?(): Promise<void>
}
export type Proof<S extends Scene = Scene> = {
  prefixes: readonly string[]
  /** A dispute's id as this provider writes it. */
  theirId: RegExp
  /** All givens that an exchange may name, and what they are. `path` is that of the call. */
  givens: readonly string[]
  given(name: string, path: string): Promise<S>
  /** Calls whose good answer has no end and cannot be recorded. */
  endless?: readonly string[]
  /** Which of them an example takes for granted, and the ids that stand in the contract's examples. */
  exampleGiven(endpoint: Endpoint, example: string): string
  /** Which examples go well, where the status does not say so. */
  goodExample?(example: string): boolean
  sample: Readonly<Record<string, string>>
  /** The headers that prove who asks, and a request with its signature where it has one. */
  credentials?(endpoint: Endpoint, scene: S): Record<string, string>
  signed?(request: WireRequestInit, scene: S): WireRequestInit
  /** Every word for a refusal, and every view of a dispute. Null where none is shown. */
  wordsOf(refusal: RefusalCode): readonly string[]
  views: { schema: z.ZodType; of(dispute: Dispute): readonly unknown[] } | null
}

export function proveDialect<S extends Scene>(dialect: Dialect, proof: Proof<S>): void {
  const contract = dialect.contract!
  const exchanges = exchangesOf(dialect.name)
  const endpoints = Object.values(contract.endpoints)
  describe(`${dialect.name} as every dialect`, () => {
    test('is the same in every part', () => proveParts(dialect, proof))
    test('has an exchange of every call that goes well and one that does not, each with its source and a given that there is', () => proveComplete(dialect, exchanges, proof))
    for (const [file, recorded] of exchanges) test(`exchanges/${file} happens as it is recorded`, async () => {
      for (const exchange of recorded) await playExchange(exchange, proof)
    })
    test('serves a valid OpenAPI document of exactly its calls', () => proveDocument(contract, proof))
    test('has example answers that fit their schema to the last field', () => proveAnswers(endpoints))
    for (const endpoint of endpoints) test(`${endpoint.operation}: each example is answered as it says, in a documented form`, () => proveExamples(dialect, endpoint, proof))
    test('has words for every refusal of the core and every failure of the wire', () => proveWords(contract, proof))
    test('shows every state in its documented form', () => proveViews(dialect, proof))
  })
}

function exchangesOf(name: string): Map<string, Exchange[]> {
  const folder = new URL(`../../src/dialects/${name}/exchanges/`, import.meta.url)
  return new Map(readdirSync(folder).map(file => [file, parseExchanges(readFileSync(new URL(file, folder), 'utf8'))]))
}

function proveParts({ name, terms, contract, serve, notices, theirId }: Dialect, { prefixes, theirId: form }: Pick<Proof, 'prefixes' | 'theirId'>): void {
  assert.deepEqual([terms.dialect, contract?.name, contract?.prefixes], [name, name, prefixes])
  assert.ok(serve && notices)
  for (const byte of [0, 99, 255]) assert.match(theirId({ random: n => new Uint8Array(n).fill(byte) }, Date.UTC(2026, 10, 20, 9)), form)
}

function proveComplete({ name: dialect, contract }: Dialect, exchanges: Map<string, Exchange[]>, { givens, endless = [] }: Pick<Proof, 'givens' | 'endless'>): void {
  const all = [...exchanges.values()].flat()
  const telling = tellings[dialect]
  const routeFor = routesOf(Object.values(contract!.endpoints))
  const seen = all.map(({ request, answer }) => {
    const methods = routeFor(request.target.split('?')[0]!.replace(/\{\{\w+\}\}/g, 'x'))?.byMethod
    // A method that a path does not have belongs to the call that it has.
    const operation = (methods?.get(request.method) ?? [...(methods?.values() ?? [])][0])?.operation
    return `${operation} ${telling.good(answer.status, answer.body) ? 'good' : 'bad'}`
  })
  const wanted = Object.keys(contract!.endpoints).flatMap(operation => [...(endless.includes(operation) ? [] : [`${operation} good`]), `${operation} bad`])
  assert.deepEqual(wanted.filter(one => !seen.includes(one)), [])
  for (const { title, source, given } of all) assert.ok(title !== '' && source.length > 10 && givens.includes(given), `${title}: ${source}; ${given}`)
}

async function proveDocument({ name, endpoints }: Contract, { given, givens }: Pick<Proof, 'given' | 'givens'>): Promise<void> {
  const { handle, end } = await given(givens[0]!, Object.values(endpoints)[0]!.path)
  const answer = await handle(wireRequest({ target: `/openapi/${name}.json` }))
  await end?.()
  const printed = JSON.parse(bodyText(answer)) as { openapi: string; paths: Record<string, Record<string, unknown>> }
  const calls = Object.entries(printed.paths).flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`))
  assert.deepEqual(calls.sort(), Object.values(endpoints).map(({ method, path }) => `${method} ${path}`).sort())
  assert.deepEqual([printed.openapi.slice(0, 3), await new Validator().validate(printed)], ['3.1', { valid: true }])
}

function proveAnswers(endpoints: readonly Endpoint[]): void {
  for (const { operation, answers } of endpoints) for (const { schema, example } of Object.values(answers)) {
    if (schema && example !== undefined) assert.deepEqual(schema.parse(example), example, operation)
  }
}

async function proveExamples<S extends Scene>(dialect: Dialect, endpoint: Endpoint, proof: Proof<S>): Promise<void> {
  const [contract, telling] = [dialect.contract!, tellings[dialect.name]]
  for (const name of Object.keys(endpoint.examples ?? {})) {
    const scene = await proof.given(proof.exampleGiven(endpoint, name), endpoint.path)
    const own = exampleRequests({ ...contract, endpoints: { [endpoint.operation]: endpoint } }, proof.credentials?.(endpoint, scene))
    const { request, status } = own.find(example => example.name === name)!
    const live = withLiveIds(request, proof.sample, scene.values)
    const answer = await scene.handle(wireRequest(proof.signed?.(live, scene) ?? live))
    assert.equal(answer.status, status, `${endpoint.operation} ${name}: ${bodyText(answer)}`)
    if (proof.goodExample) assert.equal(telling.good(answer.status, bodyText(answer)), proof.goodExample(name), `${endpoint.operation} ${name}: ${bodyText(answer)}`)
    documentedForm(contract, endpoint, answer, telling)
    await scene.end?.()
  }
}

function withLiveIds(request: WireRequestInit, sample: Proof['sample'], values: Scene['values']): WireRequestInit {
  const text = Object.entries(sample).reduce((done, [name, id]) => done.replaceAll(id, values[name] ?? id), JSON.stringify(request))
  return JSON.parse(text) as WireRequestInit
}

function proveWords(contract: Contract, { wordsOf }: Pick<Proof, 'wordsOf'>): void {
  for (const word of [...refusals.flatMap(({ code }) => wordsOf(code)), ...builtInFailures]) {
    const failure = contract.failures[word]
    assert.ok(failure && failure.detail.length > 10, word)
  }
}

function proveViews({ name, terms }: Dialect, { views }: Pick<Proof, 'views'>): void {
  for (const state of views ? states : []) for (const dialect of [name, 'native' as const]) {
    for (const shown of views!.of(inState[state]({ dialect }, { terms }))) assert.deepEqual(views!.schema.parse(shown), shown, `${state} of ${dialect}`)
  }
}
