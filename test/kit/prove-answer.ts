/** Holds an answer against what the contract documents: the fields of its schema and no other, or a failure that the call may have. */
import assert from 'node:assert/strict'
import type { Contract, Endpoint } from '../../src/wire/contract.ts'
import type { WireResponse } from '../../src/wire/http.ts'
import { codesOf } from '../../src/wire/openapi-failures.ts'

export type Telling = {
  /** Whether an answer says that it was done: some say so inside a 200. */
  good(status: number, body: string): boolean
  /** The provider's word in an answer, and its word for a failure of the contract; null where the status is all that is told. */
  wordIn: ((body: string) => string) | null
  wordFor?(failure: string): string
}

export function documentedForm(contract: Contract, endpoint: Endpoint, answer: WireResponse, telling: Telling): void {
  const text = bodyText(answer)
  const where = `${endpoint.operation} answers ${answer.status} ${text}`
  const documented = endpoint.answers[answer.status]
  // A failure that one call tells in a way of its own stands among its answers.
  const own = answer.status >= 400 && documented
  if (!telling.good(answer.status, text) && !own) return documentedFailure(contract, endpoint, answer, telling, where)
  assert.ok(documented, where)
  if (documented.schema) assert.deepEqual(documented.schema.parse(JSON.parse(text)), JSON.parse(text), where)
}

function documentedFailure(contract: Contract, endpoint: Endpoint, answer: WireResponse, { wordIn, wordFor = code => code }: Telling, where: string): void {
  const text = bodyText(answer)
  const fitting = codesOf(endpoint).filter(code => contract.failures[code]!.status === answer.status)
  assert.ok(fitting.length > 0, where)
  if (fitting.every(code => contract.failures[code]!.bare)) return assert.deepEqual([text, answer.headers['content-type']], ['', undefined], where)
  assert.deepEqual(contract.failureSchema.parse(JSON.parse(text)), JSON.parse(text), where)
  if (wordIn) assert.ok(fitting.map(wordFor).includes(wordIn(text)), where)
}

export const bodyText = ({ body }: WireResponse): string => (typeof body === 'string' ? body : body instanceof Uint8Array ? Buffer.from(body).toString() : '')
