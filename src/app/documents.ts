// What is printed for readers from the contracts. It is loaded on the first reading.

import { problemPages } from '../dialects/native/problem-pages.ts'
import type { Contract } from '../wire/contract.ts'
import { openapiOf } from '../wire/openapi.ts'
import { referenceCss, referenceOf } from '../wire/reference.ts'

export const { index: problemIndex, page: problemPage } = problemPages
export { referenceCss }

/** Printed once per address: a contract does not change while we run. */
const printed = new Map<string, string>()
const mostAddresses = 20

export function openapiText(contract: Contract, serverUrl: string): string {
  const name = `${contract.name} ${serverUrl}`
  const known = printed.get(name)
  if (known) return known
  const text = JSON.stringify(openapiOf(contract, { serverUrl }), null, 2)
  if (printed.size >= mostAddresses) printed.clear()
  printed.set(name, text)
  return text
}

export function referencePage(contract: Contract, serverUrl: string): string {
  return referenceOf(openapiOf(contract, { serverUrl }), { styleHref: '/docs/style.css' })
}
