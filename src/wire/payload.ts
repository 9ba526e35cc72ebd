// Which bodies an endpoint takes, as data. Reading them is in body.ts, form.ts and multipart.ts.
import type { z } from 'zod'

export type JsonBody<S extends z.ZodType = z.ZodType, O extends boolean = boolean> = {
  kind: 'json'
  schema: S
  optional: O
}
export type FormBody<S extends z.ZodType = z.ZodType, O extends boolean = boolean> = {
  kind: 'form'
  schema: S
  optional: O
}
export type FileSpec = { description?: string; types?: readonly string[]; optional?: boolean }
export type MultipartBody<
  S extends z.ZodType = z.ZodType,
  F extends Record<string, FileSpec> = Record<string, FileSpec>,
> = { kind: 'multipart'; fields: S; files: F; optional: false }
export type BytesBody<O extends boolean = boolean> = { kind: 'bytes'; types: readonly string[]; optional: O }
/** A body that the provider does not look at. */
export type IgnoredBody = { kind: 'ignored'; optional: true }

export type SingleBody = JsonBody | FormBody | MultipartBody | BytesBody | IgnoredBody
export type AnyOfBody<A extends readonly SingleBody[] = readonly SingleBody[]> = { kind: 'anyOf'; alternatives: A }
export type Payload = SingleBody | AnyOfBody

export type FilePart = { name: string; filename: string; contentType: string; bytes: Uint8Array }

type Optional<O> = { optional?: O }

export function json<S extends z.ZodType, const O extends boolean = false>(schema: S, options: Optional<O> = {}): JsonBody<S, O> {
  return { kind: 'json', schema, optional: (options.optional ?? false) as O }
}

/** Values arrive as strings, `a[b]=1` as an object, `a[]=1` as an array: the schema coerces. */
export function form<S extends z.ZodType, const O extends boolean = false>(schema: S, options: Optional<O> = {}): FormBody<S, O> {
  return { kind: 'form', schema, optional: (options.optional ?? false) as O }
}

/** Text parts are checked by `fields`; each named file may come once. */
export function multipart<S extends z.ZodType, const F extends Record<string, FileSpec>>(spec: {
  fields: S
  files: F
}): MultipartBody<S, F> {
  return { kind: 'multipart', ...spec, optional: false }
}

export function bytes<const O extends boolean = false>(types: readonly string[], options: Optional<O> = {}): BytesBody<O> {
  return { kind: 'bytes', types, optional: (options.optional ?? false) as O }
}

export function ignored(): IgnoredBody {
  return { kind: 'ignored', optional: true }
}

/** The content type chooses; each alternative has another one. */
export function anyOf<const A extends readonly SingleBody[]>(...alternatives: A): AnyOfBody<A> {
  return { kind: 'anyOf', alternatives }
}

export type PayloadValue<B> = B extends AnyOfBody<infer A>
  ? PayloadValue<A[number]>
  : B extends JsonBody<infer S, infer O> | FormBody<infer S, infer O>
    ? z.output<S> | (O extends true ? undefined : never)
    : B extends MultipartBody<infer S, infer F>
      ? { fields: z.output<S>; files: FileValues<F> }
      : B extends BytesBody<infer O>
        ? { contentType: string; bytes: Uint8Array } | (O extends true ? undefined : never)
        : undefined

type FileValues<F extends Record<string, FileSpec>> = {
  [K in keyof F]: F[K] extends { optional: true } ? FilePart | undefined : FilePart
}
