// Prints a contract as an OpenAPI 3.1 document. What it says is what serve.ts does, because both read the same data.
import type { z } from 'zod'
import type { Answer, Contract, Endpoint, RequestExample } from './contract.ts'
import { paramNames } from './contract.ts'
import { failureResponses } from './openapi-failures.ts'
import { schemaPrinter, type JsonSchema, type PrintSchema } from './openapi-schema.ts'
import type { FileSpec, SingleBody } from './payload.ts'
import { mediaTypes } from './read.ts'

export type OpenApi = Record<string, unknown> & { paths: Record<string, Record<string, Record<string, unknown>>> }

export function openapiOf(contract: Contract, { serverUrl }: { serverUrl: string }): OpenApi {
  const { print, components } = schemaPrinter()
  const paths: OpenApi['paths'] = {}
  for (const endpoint of Object.values(contract.endpoints)) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint, contract, print) }
  }
  return {
    openapi: '3.1.1',
    info: { title: contract.title, version: contract.version, description: contract.description },
    servers: [{ url: serverUrl }],
    tags: tagsOf(contract),
    paths,
    components: { schemas: components, securitySchemes: contract.securitySchemes },
  }
}

function operationOf(endpoint: Endpoint, contract: Contract, print: PrintSchema): Record<string, unknown> {
  const body = endpoint.body && requestBodyOf(endpoint, print)
  const security = endpoint.open ? [] : Object.keys(contract.securitySchemes).map((name) => ({ [name]: [] }))
  return {
    operationId: endpoint.operation,
    summary: endpoint.summary,
    ...(endpoint.description && { description: endpoint.description }),
    ...(endpoint.tags && { tags: endpoint.tags }),
    ...(endpoint.scope && { 'x-scope': endpoint.scope }),
    ...(endpoint.destructive && { 'x-destructive': true }),
    parameters: parametersOf(endpoint, print),
    ...(body && { requestBody: body }),
    responses: { ...failureResponses(endpoint, contract, answersOf(endpoint, print), print) },
    security,
  }
}

function parametersOf(endpoint: Endpoint, print: PrintSchema): Record<string, unknown>[] {
  const examples = Object.values(endpoint.examples ?? {})
  const inPath = endpoint.params
    ? listed('path', endpoint.params, print, examples.find((one) => one.params)?.params)
    : paramNames(endpoint.path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const inQuery = endpoint.query ? listed('query', endpoint.query, print, examples.find((one) => one.query)?.query) : []
  const inHeader = endpoint.headers ? listed('header', endpoint.headers, print, undefined) : []
  const key = endpoint.idempotent && !inHeader.some((one) => one.name === 'idempotency-key') ? [idempotencyKey] : []
  return [...inPath, ...inQuery, ...inHeader, ...key]
}

type Parameter = { name: string; in: string; required: boolean; [more: string]: unknown }

function listed(where: string, schema: z.ZodObject, print: PrintSchema, example: Record<string, string> | undefined): Parameter[] {
  const names = Object.keys(schema.shape)
  return names.map((name) => {
    const { description, ...rest } = print(schema.shape[name] as z.ZodType, 'input')
    const optional = (schema.shape[name] as z.ZodType).safeParse(undefined).success
    const shown = example?.[name] === undefined ? {} : { example: example[name] }
    return { name, in: where, required: where === 'path' || !optional, ...(description ? { description } : {}), schema: rest, ...shown }
  })
}

function requestBodyOf(endpoint: Endpoint, print: PrintSchema): Record<string, unknown> | undefined {
  const payloads = endpoint.body?.kind === 'anyOf' ? endpoint.body.alternatives : [endpoint.body as SingleBody]
  const content = Object.assign({}, ...payloads.map((one) => contentOf(one, endpoint.examples ?? {}, print))) as Record<string, unknown>
  return Object.keys(content).length > 0 ? { required: !payloads.some((one) => one.optional), content } : undefined
}

function contentOf(payload: SingleBody, examples: Record<string, RequestExample>, print: PrintSchema): Record<string, unknown> {
  if (payload.kind === 'ignored') return {}
  if (payload.kind === 'bytes') return Object.fromEntries(payload.types.map((type) => [type, {}]))
  const schema = payload.kind === 'multipart' ? withFiles(print(payload.fields, 'input'), payload.files) : print(payload.schema, 'input')
  const shown = Object.entries(examples).filter(([, one]) => one.body !== undefined && one.status < 400)
  const printed = shown.map(([name, one]) => [name, { ...(one.summary && { summary: one.summary }), value: one.body }] as const)
  const media = { schema, ...(payload.kind !== 'multipart' && printed.length > 0 && { examples: Object.fromEntries(printed) }) }
  const types = (payload.kind === 'json' && payload.types?.filter(Boolean)) || [mediaTypes[payload.kind]]
  return Object.fromEntries(types.map((type) => [type, media]))
}

function withFiles(fields: JsonSchema, files: Record<string, FileSpec>): JsonSchema {
  const entries = Object.entries(files)
  const properties = entries.map(([name, file]) => [name, { type: 'string', format: 'binary', ...(file.description && { description: file.description }) }])
  const required = entries.filter(([, file]) => !file.optional).map(([name]) => name)
  return { allOf: [fields, { type: 'object', properties: Object.fromEntries(properties), required }] }
}

export type Responses = Record<string, { description: string; headers?: unknown; content?: Record<string, Record<string, unknown>> }>

function answersOf(endpoint: Endpoint, print: PrintSchema): Responses {
  return Object.fromEntries(Object.entries(endpoint.answers).map(([status, answer]) => [status, responseOf(answer, print)]))
}

function responseOf(answer: Answer, print: PrintSchema): Responses[string] {
  const type = answer.contentType ?? (answer.schema && 'application/json')
  const media = { ...(answer.schema && { schema: print(answer.schema, 'input') }), ...(answer.example !== undefined && { example: answer.example }) }
  const headers = Object.entries(answer.headers ?? {}).map(([name, description]) => [name, { description, schema: { type: 'string' } }])
  return { description: answer.description, ...(headers.length > 0 && { headers: Object.fromEntries(headers) }), ...(type && { content: { [type]: media } }) }
}

function tagsOf(contract: Contract): { name: string; description?: string }[] {
  const used = new Set(Object.values(contract.endpoints).flatMap((endpoint) => endpoint.tags ?? []))
  return [...new Set([...Object.keys(contract.tags ?? {}), ...used])].map((name) => ({ name, ...(contract.tags?.[name] && { description: contract.tags[name] }) }))
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Names this request, so that sending it again does it once.',
  schema: { type: 'string' },
}
