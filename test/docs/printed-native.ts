/** The coverage table of the native dialect: each call of its contract and the exchanges that show it. */
import { nativeContract } from '../../src/dialects/native/contract.ts'
import { row } from './printed-text.ts'

export function coverageTable(): string {
  return [row(['call', 'operation', 'scope', 'exchanges']), row(['---', '---', '---', '---']), ...Object.values(nativeContract.endpoints).map(lineOf)].join('\n')
}

function lineOf({ method, path, operation, scope }: { method: string; path: string; operation: string; scope?: string }): string {
  const file = `${operation.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}.http`
  return row([`\`${method} ${path}\``, operation, scope ?? 'anybody', `[${file}](exchanges/${file})`])
}
