// Prints zod schemas as JSON Schema 2020-12. A schema with an id goes to the components, once per direction that differs.
import { z } from 'zod'

export type JsonSchema = Record<string, unknown>
export type PrintSchema = (schema: z.ZodType, io: 'input' | 'output') => JsonSchema

export function schemaPrinter(): { print: PrintSchema; components: Record<string, JsonSchema> } {
  const components: Record<string, JsonSchema> = {}
  const print: PrintSchema = (schema, io) => {
    const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema
    const named = { ...($defs as Record<string, JsonSchema>) }
    const { id, ...own } = root
    if (typeof id === 'string') named[id] = own
    const names = settle(named, components)
    return typeof id === 'string' ? { $ref: REF + names.get(id)! } : pointed(root, names)
  }
  return { print, components }
}

/** Gives each definition a component's name: its own, or a numbered one where the name is taken by another text. */
function settle(named: Record<string, JsonSchema>, components: Record<string, JsonSchema>): Map<string, string> {
  const names = new Map(Object.keys(named).map((name) => [name, name]))
  for (const [name, { id: _, ...schema }] of Object.entries(named)) {
    const text = pointed(schema, names)
    let free = name
    for (let turn = 2; components[free] && JSON.stringify(components[free]) !== JSON.stringify(text); turn++) free = `${name}${turn}`
    names.set(name, free)
    components[free] = text
  }
  return names
}

function pointed(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string') return value
    const name = value.replace('#/$defs/', '')
    return names.has(name) ? REF + names.get(name)! : value
  }) as JsonSchema
}

const REF = '#/components/schemas/'
