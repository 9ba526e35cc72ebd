// The native API's contract as types: which routes there are, what each takes and gives. Types only, so that nothing of it is loaded.

import type { z } from 'zod'
import type { NativeContract } from '../../src/dialects/native/contract.ts'

type Endpoints = NativeContract['endpoints']
type RouteOf<E> = E extends { method: infer M extends string; path: infer P extends string } ? `${M} ${P}` : never
type ByRoute = { [Name in keyof Endpoints as RouteOf<Endpoints[Name]>]: Endpoints[Name] }

/** `GET /v1/disputes/{id}`, exactly as the contract has it. */
export type Route = keyof ByRoute & string
export type ReadRoute = Extract<Route, `GET ${string}`>
export type WriteRoute = Exclude<Route, ReadRoute>

type ParamName<Path> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamName<Rest> : never
type ParamsOf<R extends string> = [ParamName<R>] extends [never] ? { params?: undefined } : { params: Record<ParamName<R>, string> }
type QueryOf<E> = E extends { query: infer S extends z.ZodType } ? { query?: z.input<S> } : { query?: undefined }
type JsonOf<B> = B extends { kind: 'json'; schema: infer S extends z.ZodType } ? z.input<S> : Blob
type BodyOf<E> = E extends { body: { kind: 'json'; schema: infer S extends z.ZodType } } ? { body?: z.input<S> } : E extends { body: { kind: 'anyOf'; alternatives: readonly (infer B)[] } } ? { body?: JsonOf<B> } : E extends { body: unknown } ? { body?: Blob } : { body?: undefined }

export type InputOf<R extends Route> = ParamsOf<R> & QueryOf<ByRoute[R]> & BodyOf<ByRoute[R]>

type SchemaOf<A> = A extends { schema: infer S extends z.ZodType } ? z.input<S> : undefined
type Answers<E> = E extends { answers: infer A } ? { [S in keyof A]: SchemaOf<A[S]> }[keyof A] : never
/** What a call that went well answers with. */
export type AnswerOf<R extends Route> = Answers<ByRoute[R]>

export type { WireAct as Act, WireDispute as Dispute, WireEvidence as Evidence, WireMoney } from '../../src/dialects/native/contract/dispute.ts'
