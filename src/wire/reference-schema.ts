// One JSON Schema as HTML: fields with their types and limits. Named schemas become links, so that nothing recurses without end.

type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  [more: string]: unknown
}

export function schemaHtml(schema: object): string {
  const { $ref, properties, items, ...rest } = schema as Schema
  if ($ref) return linkTo($ref)
  const branches = rest.anyOf ?? rest.oneOf ?? rest.allOf
  if (branches) return `<ul>${branches.map((one) => `<li>${schemaHtml(one)}</li>`).join('')}</ul>`
  const about = rest.description ? ` ${escaped(rest.description)}` : ''
  if (properties) return `${about}<dl>${Object.entries(properties).map((one) => fieldHtml(one, rest.required ?? [])).join('')}</dl>`
  if (items) return `list of ${schemaHtml(items)}${about}`
  return `<code>${escaped(typeOf(rest))}</code>${about}`
}

export function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`)
}

function fieldHtml([name, schema]: [string, Schema], required: readonly string[]): string {
  return `<dt><code>${escaped(name)}</code>${required.includes(name) ? ' required' : ''}</dt><dd>${schemaHtml(schema)}</dd>`
}

function linkTo(reference: string): string {
  const name = reference.split('/').at(-1)!
  return `<a href="#schema-${name.replace(/[^A-Za-z0-9_-]/g, '-')}">${escaped(name)}</a>`
}

function typeOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const limits = told.filter((name) => schema[name] !== undefined).map((name) => `${name} ${String(schema[name])}`)
  return [[schema.type ?? 'any'].flat().join(' | '), ...limits].join(', ')
}

const told = ['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'maxItems', 'default']
