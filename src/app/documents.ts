// What is printed for readers from the contracts. It is loaded on the first reading.

import { problemPages } from '../dialects/native/problem-pages.ts'
import type { Contract } from '../wire/contract.ts'
import { openapiOf } from '../wire/openapi.ts'
import { referenceCss, referenceOf } from '../wire/reference.ts'

export const { index: problemIndex, page: problemPage } = problemPages
export { referenceCss }

/** Printed once: neither a contract nor the address of its server changes while we run. */
const printed = new WeakMap<Contract, { serverUrl: string; text: string }>()

export function openapiText(contract: Contract, serverUrl: string): string {
  const known = printed.get(contract)
  if (known?.serverUrl === serverUrl) return known.text
  const text = JSON.stringify(openapiOf(contract, { serverUrl }), null, 2)
  printed.set(contract, { serverUrl, text })
  return text
}

export function referencePage(contract: Contract, serverUrl: string): string {
  return referenceOf(openapiOf(contract, { serverUrl }), { styleHref: '/docs/style.css' })
}
