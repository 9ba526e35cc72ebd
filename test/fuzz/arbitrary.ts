/**
 * From a printed JSON Schema to values: mostly ones that fit it, with a liking for its borders, and the same with something broken in
 * them. It reads the document and not the code that checks requests, so that the two cannot share a mistake.
 */
import fc from 'fast-check'

export type Schema = { [key: string]: unknown } & {
  type?: string; enum?: unknown[]; anyOf?: Schema[]; allOf?: Schema[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema; additionalProperties?: Schema | boolean
  propertyNames?: Schema; minimum?: number; maximum?: number; minLength?: number; maxLength?: number; maxItems?: number; minItems?: number; format?: string; pattern?: string; default?: unknown
}
/** Values for fields whose schema says less than a caller knows. */
export type Hints = Record<string, fc.Arbitrary<unknown>>

export function fitting(schema: Schema, hints: Hints, name = ''): fc.Arbitrary<unknown> {
  if (hints[name]) return hints[name]
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, hints)))
  if (schema.allOf) return fitting(schema.allOf[0]!, hints)
  switch (schema.type) {
    case 'object': return objects(schema, hints)
    case 'array': return fc.array(fitting(schema.items ?? {}, hints), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 5, 8) })
    case 'integer': return integers(schema)
    case 'number': return integers({ ...schema, minimum: Math.ceil(schema.minimum ?? -(2 ** 40)) })
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    default: return texts(schema)
  }
}

function objects({ properties = {}, required = [], additionalProperties, propertyNames }: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fitting(schema, hints, name)]))
  const optional = Object.keys(fields).filter((field) => !required.includes(field))
  // All of many fields at once are hardly ever all right: most of the time a few of them.
  const known = fc.tuple(fc.record(fields, { noNullPrototype: true }), fc.oneof({ weight: 5, arbitrary: fc.subarray(optional, { maxLength: Math.min(3, optional.length) }) }, { weight: 1, arbitrary: fc.subarray(optional) }))
    .map(([all, kept]) => Object.fromEntries(Object.entries(all).filter(([field]) => required.includes(field) || kept.includes(field))))
  if (typeof additionalProperties !== 'object') return known
  const more = fc.dictionary(texts(propertyNames ?? { maxLength: 40 }), fitting(additionalProperties, hints), { maxKeys: 4, noNullPrototype: true })
  return fc.tuple(known, more).map(([one, other]) => ({ ...other, ...one }))
}

function integers({ minimum = -(2 ** 40), maximum = 2 ** 40 }: Schema): fc.Arbitrary<number> {
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(minimum, maximum, Math.min(minimum + 1, maximum)) }, { weight: 3, arbitrary: fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) }) })
}

function texts({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return mostly(['2026-11-27T09:00:00.001Z', '2028-02-29T12:00:00+14:00', '9999-12-31T23:59:59Z', '2038-01-19T03:14:08Z'], instants)
  if (format === 'duration') return mostly(['P7D', 'PT1S', 'P1M', 'P1Y2M3DT4H5M6S'], durations)
  if (pattern) return fc.oneof({ weight: 3, arbitrary: fc.stringMatching(new RegExp(pattern)) }, { weight: 1, arbitrary: fc.constantFrom('', '0', '9'.repeat(30)) })
  const longest = Math.min(maxLength, 3000)
  return fc.oneof(
    { weight: 12, arbitrary: fc.string({ minLength, maxLength: Math.min(longest, 20) }) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength, maxLength: Math.min(longest, 20) }) },
    { weight: 1, arbitrary: fc.constantFrom('x'.repeat(minLength), 'x'.repeat(longest), '😀'.repeat(Math.floor(longest / 2))) }, { weight: 1, arbitrary: fc.constantFrom(...strange) },
  )
}

const mostly = (good: readonly string[], all: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constantFrom(...all) })

/** The value with one or a few places changed, left out or added. */
export function broken(value: unknown): fc.Arbitrary<unknown> {
  return fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), fc.constantFrom(...junk)), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((seen, [at, how, what]) => changed(seen, at, how, what), structuredClone(value)))
}

function changed(value: unknown, at: number, how: string, what: unknown): unknown {
  if (typeof value !== 'object' || value === null) return what
  const names = Object.keys(value)
  if (names.length === 0 || how === 'add') return { ...value, [String(strange[at % strange.length] ?? 'x')]: what }
  const name = names[at % names.length]!
  const { [name]: old, ...rest } = value as Record<string, unknown>
  if (how === 'remove') return rest
  return { ...rest, [name]: typeof old === 'object' && old !== null && at % 2 ? changed(old, at >> 1, how, what) : what }
}

const instants = ['2026-11-20T09:00:00Z', '2026-11-27T09:00:00.001Z', '2026-12-31T23:59:60Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2038-01-19T03:14:08Z', '2027-02-29T00:00:00Z', '2028-02-29T12:00:00+14:00', '2026-11-30T00:00:00-00:00', '0000-01-01T00:00:00Z', '2026-11-30T24:00:00Z', '2026-11-30', '+010000-01-01T00:00:00Z', '']
const durations = ['P7D', 'PT1S', 'P1M', 'P1Y2M3DT4H5M6S', 'PT0S', 'P0D', 'P1W', 'PT0.001S', 'P9999Y', 'P99999999D', 'PT999999999999S', 'P-1D', '-P1D', 'P', 'PT', 'P1.5D', '7 days']
const strange: readonly string[] = ['', ' ', '\0', '\ud800', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', '-0', '1e999', '\u202e', "'; drop table event; --", '%00', '../..', '<script>', '{"a":1}', 'ﬃ', '\u0130', 'a\nb', '\u2028', '𝟘']
const junk: readonly unknown[] = [null, true, 0, -1, 1.5, -0, 2 ** 53, 1e300, '', 'x', 'x'.repeat(5000), [], {}, [[]], { a: { b: { c: {} } } }, Array.from({ length: 60 }, () => 'y'), '\u0000', '\ud800', 'dsp_00000000000000000000000000']
