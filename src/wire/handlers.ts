// The types of a contract's handlers, inferred from the contract. Types only.
import type { z } from 'zod'
import type { Answer, Endpoint } from './contract.ts'
import type { WireBody, WireRequest } from './http.ts'
import type { PayloadValue } from './payload.ts'
import type { Violation } from './violation.ts'

type AnyContract = { endpoints: Record<string, Endpoint>; failures: Record<string, unknown> }

/** One function per endpoint: parse is done, perform and render are left. */
export type Handlers<C extends AnyContract, Principal> = {
  [K in keyof C['endpoints']]: (
    input: HandlerInput<C['endpoints'][K], Principal>,
  ) => Promise<ReplyOf<C['endpoints'][K], CodeOf<C>>> | ReplyOf<C['endpoints'][K], CodeOf<C>>
}

export type CodeOf<C extends AnyContract> = Extract<keyof C['failures'], string>

export type HandlerInput<E extends Endpoint, Principal> = {
  params: E extends { params: infer S extends z.ZodType } ? z.output<S> : Record<ParamName<E['path']>, string>
  query: E extends { query: infer S extends z.ZodType } ? z.output<S> : Record<never, never>
  headers: E extends { headers: infer S extends z.ZodType } ? z.output<S> : Record<never, never>
  body: E extends { body: infer B } ? PayloadValue<B> : undefined
  request: WireRequest
  principal: Principal
}

export type ReplyOf<E extends Endpoint, Code extends string> =
  | { [S in keyof E['answers'] & number]: AnswerReply<S, E['answers'][S]> }[keyof E['answers'] & number]
  | FailureReply<Code>

type AnswerReply<S extends number, A extends Answer> = {
  status: S
  headers?: Record<string, string>
  fault?: 'drop' | 'hang'
} & (A extends { schema: infer Z extends z.ZodType } ? { body: z.input<Z> } | { raw: WireBody } : { raw?: WireBody })

/** A failure by its code; `serve` renders it in the dialect's own shape. */
export type FailureReply<Code extends string = string> = { failure: Code } & FailureDetails

export type FailureDetails = {
  /** Said instead of the table's sentence. */
  detail?: string
  violations?: readonly Violation[]
  headers?: Record<string, string>
  /** What only the dialect's own shape knows. */
  extra?: Record<string, unknown>
}

type ParamName<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamName<Rest> : never
