// Adds to an endpoint's answers every failure that it can have: its own and those that serve.ts makes from the data.
import type { BuiltInFailure, Contract, Endpoint } from './contract.ts'
import type { Responses } from './openapi.ts'
import type { PrintSchema } from './openapi-schema.ts'

export function failureResponses(endpoint: Endpoint, contract: Contract, answers: Responses, print: PrintSchema): Responses {
  const responses = { ...answers }
  const schema = print(contract.failureSchema, 'input')
  for (const [status, codes] of byStatus(codesOf(endpoint), contract)) {
    const description = codes.map((code) => `\`${code}\`: ${contract.failures[code]!.title}`).join('\n\n')
    const there = responses[status]
    if (codes.every((code) => contract.failures[code]!.bare)) {
      responses[status] = there ? { ...there, description: `${there.description}\n\n${description}` } : { description }
      continue
    }
    responses[status] = there
      ? { ...there, description: `${there.description}\n\n${description}`, content: withFailure(there, contract.failureContentType, schema) }
      : { description, content: { [contract.failureContentType]: { schema } } }
  }
  return responses
}

export function codesOf(endpoint: Endpoint): string[] {
  const builtIn: BuiltInFailure[] = ['route_not_found', 'malformed_request', 'duplicate_header', 'invalid_query']
  if (endpoint.headers) builtIn.push('invalid_header')
  builtIn.push('body_too_large', 'unsupported_media_type')
  if (endpoint.body) builtIn.push('invalid_body')
  return [...new Set([...endpoint.failures, ...builtIn, 'internal_error', 'overloaded'])]
}

function byStatus(codes: readonly string[], contract: Contract): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const code of codes) {
    const status = String(contract.failures[code]!.status)
    groups.set(status, [...(groups.get(status) ?? []), code])
  }
  return groups
}

/** Some providers answer failures with the status of success; then the body is one of two shapes. */
function withFailure(there: Responses[string], type: string, schema: unknown): NonNullable<Responses[string]['content']> {
  const same = there.content?.[type]
  const either = same?.schema ? { ...same, schema: { anyOf: [same.schema, schema] } } : { schema }
  return { ...there.content, [type]: either }
}
