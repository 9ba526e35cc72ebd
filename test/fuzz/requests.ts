/** Requests from the printed OpenAPI document: every operation, with ids that live on the server put in when they are sent. */
import fc from 'fast-check'
import { multipartOf, type Json } from '../kit/native.ts'
import type { Request } from '../kit/http.ts'
import { broken, fitting, type Hints, type Schema } from './arbitrary.ts'

export type Operation = { id: string; method: string; path: string; parameters: Parameter[]; bodies: Record<string, Schema>; needsBody: boolean; responses: Record<string, { content?: Record<string, { schema?: object }> }> }
type Parameter = { name: string; in: 'path' | 'query' | 'header'; schema: Schema }
/** `ids` chooses among the live ones of a kind, or none. */
export type Wish = { operation: Operation; path: Record<string, Choice>; query: Record<string, string>; headers: Record<string, string>; body: Body; as: number }
export type Choice = { live: number } | { text: string }
type Body = { type: string; value: unknown; text?: string } | null

export const prefixOf: Record<string, string> = { disputes: 'dsp', acts: 'act', evidence: 'evd', webhooks: 'whk', notices: 'ntc', credentials: 'key', merchants: 'mch', connections: 'con', users: 'usr', views: 'viw', requests: 'req' }

export function operationsOf(document: Json): Operation[] {
  return Object.entries(document.paths!).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => {
    const { operationId, parameters, requestBody, responses } = one as unknown as { operationId: string; parameters: Parameter[]; requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }; responses: Operation['responses'] }
    const bodies = Object.fromEntries(Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema]))
    return { id: operationId, method: method.toUpperCase(), path, parameters, bodies, needsBody: requestBody?.required ?? false, responses }
  }))
}

export function wishes(operation: Operation, hints: Hints): fc.Arbitrary<Wish> {
  const of = (where: Parameter['in']) => operation.parameters.filter((one) => one.in === where)
  const choices = fc.record(Object.fromEntries(of('path').map(({ name }) => [name, choice()])))
  const query = fc.oneof({ weight: 4, arbitrary: textsOf(of('query'), hints) }, { weight: 1, arbitrary: fc.dictionary(fc.string({ maxLength: 10 }), fc.string({ maxLength: 20 }), { maxKeys: 2, noNullPrototype: true }) })
  const headers = textsOf(of('header').filter(({ name }) => name !== 'parley-merchant'), hints)
  return fc.record({ operation: fc.constant(operation), path: choices, query, headers, body: bodyOf(operation, hints), as: fc.nat(9) })
}

function choice(): fc.Arbitrary<Choice> {
  return fc.oneof({ weight: 8, arbitrary: fc.nat().map((live) => ({ live })) }, { weight: 1, arbitrary: fc.constantFrom('0'.repeat(26), 'x', '%00', '..', '%2F', 'ü').map((text) => ({ text })) })
}

function textsOf(parameters: readonly Parameter[], hints: Hints): fc.Arbitrary<Record<string, string>> {
  const fields = Object.fromEntries(parameters.map(({ name, schema }) => [name, fitting(schema, hints, name).map(String)]))
  return fc.record(fields, { requiredKeys: [], noNullPrototype: true })
    .chain((all) => fc.subarray(Object.keys(all), { maxLength: Math.min(3, Object.keys(all).length) }).map((kept) => Object.fromEntries(kept.map((name) => [name, all[name]!]))))
}

function bodyOf({ bodies, needsBody }: Operation, hints: Hints): fc.Arbitrary<Body> {
  const types = Object.keys(bodies)
  if (types.length === 0) return fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant({ type: 'application/json', value: {} }) })
  const some = fc.constantFrom(...types).chain((type) => {
    const value = fitting(bodies[type]!, hints)
    const whole = fc.oneof({ weight: 3, arbitrary: value }, { weight: 2, arbitrary: value.chain(broken) }).map((one) => ({ type, value: one }))
    const torn = fc.tuple(value, fc.nat(), fc.string({ maxLength: 3 })).map(([one, at, put]) => ({ type, value: one, text: tornAt(JSON.stringify(one), at, put) }))
    return fc.oneof({ weight: 9, arbitrary: whole }, { weight: 1, arbitrary: torn })
  })
  return needsBody ? fc.oneof({ weight: 20, arbitrary: some }, { weight: 1, arbitrary: fc.constant(null) }) : fc.option(some)
}

function tornAt(text: string, at: number, put: string): string {
  const place = at % (text.length + 1)
  return text.slice(0, place) + put + text.slice(place + (at % 3))
}

/** `idFor` gives an id of the things that stand before it in the path. */
export function requestOf({ operation, path, query, headers, body }: Wish, idFor: (noun: string, choice: Choice) => string): Request {
  const target = operation.path.replace(/(\w+)\/\{(\w+)\}/g, (_, noun: string, name: string) => `${noun}/${idFor(noun, path[name]!)}`)
  const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name.toWellFormed(), value.toWellFormed()])).toString()
  const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/[^ -~]/g, '').trim()]))
  const sent = body === null ? {} : encoded(body)
  return { method: operation.method, target: target + (search && `?${search}`), headers: { ...plain, ...sent.headers }, ...(sent.body === undefined ? {} : { body: sent.body }) }
}

function encoded({ type, value, text }: NonNullable<Body>): { body?: string | Uint8Array; headers?: Record<string, string> } {
  if (text !== undefined) return { body: text, headers: { 'content-type': type } }
  if (type === 'multipart/form-data') return formOf(value)
  if (type === 'application/x-www-form-urlencoded') return { body: new URLSearchParams(textsIn(value)).toString(), headers: { 'content-type': type } }
  return { body: JSON.stringify(value), headers: { 'content-type': type } }
}

/** The file is of a kind that its other fields decide; the fields are sent as they are. */
function formOf(value: unknown): { body: Uint8Array; headers: Record<string, string> } {
  const { file: _, ...fields } = textsIn(value)
  const bytes = Buffer.from(['%PDF-1.7\n%%EOF', '%PDF-1.4\n%%EOF', '\x89PNG\r\n\x1a\n', '', 'text'][JSON.stringify(value).length % 5]!, 'latin1')
  return multipartOf(Object.entries(fields).map(([name, text]) => [oneLine(name), oneLine(text)]), { bytes, name: 'a.pdf', type: bytes.length > 8 ? 'application/pdf' : 'application/octet-stream' })
}

const oneLine = (text: string): string => text.replace(/[\r\n"]/g, '').toWellFormed()

function textsIn(value: unknown): Record<string, string> {
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(pairs.map(([name, one]) => [name.toWellFormed(), typeof one === 'string' ? one.toWellFormed() : JSON.stringify(one) ?? '']))
}
