// The request examples of a contract as requests, so that tests can run what the reference prints.
import type { Contract, Endpoint, RequestExample } from './contract.ts'
import type { WireRequestInit } from './http.ts'
import { mediaTypes } from './read.ts'

export type ExampleRequest = { operation: string; name: string; status: number; request: WireRequestInit }

/** `headers` are the caller's own, such as its credential; the examples carry none. */
export function exampleRequests(contract: Contract, headers: Record<string, string> = {}): ExampleRequest[] {
  return Object.values(contract.endpoints).flatMap((endpoint) =>
    Object.entries(endpoint.examples ?? {}).map(([name, example]) => {
      const request = { method: endpoint.method, target: targetOf(endpoint, example), ...sent(example, headers) }
      return { operation: endpoint.operation, name, status: example.status, request }
    }),
  )
}

function targetOf(endpoint: Endpoint, { params = {}, query = {} }: RequestExample): string {
  const path = endpoint.path.replace(/\{([^}]*)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return search ? `${path}?${search}` : path
}

function sent(example: RequestExample, headers: Record<string, string>): { headers: Record<string, string>; body?: string } {
  const all = { ...headers, ...example.headers }
  if (example.body === undefined) return { headers: all }
  const encoding = example.encoding ?? 'json'
  const body = encoding === 'json' ? JSON.stringify(example.body) : new URLSearchParams(flat(example.body)).toString()
  return { headers: { ...all, 'content-type': mediaTypes[encoding] }, body }
}

/** { a: { b: 1 }, c: [2] } gives a[b]=1 and c[]=2, which form.ts reads back. */
function flat(value: unknown, name = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, item]) => flat(item, name === '' ? key : `${name}[${Array.isArray(value) ? '' : key}]`))
}
