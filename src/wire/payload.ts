// Which bodies an endpoint takes, as data. Reading them is in body.ts, form.ts and multipart.ts.
import type { z } from 'zod'

export type JsonBody<S extends z.ZodType = z.ZodType, O extends boolean = boolean> = {
  kind: 'json'
  schema: S
  optional: O
  /** The media types that it comes under, where they are more than application/json; '' is a body without a content type. */
  types?: readonly string[]
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

// Overloads, because an expected type around the call would otherwise widen a generic flag to boolean.
type MayLack = { optional: true }
type Under = { types: readonly string[]; optional?: undefined }

export function json<S extends z.ZodType>(schema: S, options?: Under): JsonBody<S, false>
export function json<S extends z.ZodType>(schema: S, options: MayLack & Partial<Pick<Under, 'types'>>): JsonBody<S, true>
export function json<S extends z.ZodType>(schema: S, { optional, types }: { optional?: true | undefined; types?: readonly string[] } = {}): JsonBody<S> {
  return { kind: 'json', schema, optional: optional !== undefined, ...(types && { types }) }
}

/** Values arrive as strings, `a[b]=1` as an object, `a[]=1` as an array: the schema coerces. */
export function form<S extends z.ZodType>(schema: S): FormBody<S, false>
export function form<S extends z.ZodType>(schema: S, options: MayLack): FormBody<S, true>
export function form<S extends z.ZodType>(schema: S, options?: MayLack): FormBody<S> {
  return { kind: 'form', schema, optional: options !== undefined }
}

/** Text parts are checked by `fields`; each named file may come once. */
export function multipart<S extends z.ZodType, const F extends Record<string, FileSpec>>(spec: {
  fields: S
  files: F
}): MultipartBody<S, F> {
  return { kind: 'multipart', ...spec, optional: false }
}

export function bytes(types: readonly string[]): BytesBody<false>
export function bytes(types: readonly string[], options: MayLack): BytesBody<true>
export function bytes(types: readonly string[], options?: MayLack): BytesBody {
  return { kind: 'bytes', types, optional: options !== undefined }
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
