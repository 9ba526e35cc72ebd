/** What each dialect can do now, told by the dialects themselves. */
import { dialects } from '../../src/dialects/index.ts'
import type { Dialect } from '../../src/dialects/dialect.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { row } from './printed-text.ts'

const providers: Record<Dialect['name'], string> = {
  native: 'Parley\'s own API', alipay: 'Alipay / Antom', afterpay: 'Cash App Afterpay', omise: 'Omise', moov: 'Moov', ahrvo: 'Ahrvo',
}

export function dialectsTable(): string {
  return [row(['dialect', 'what is there now', 'samples']), row(['---', '---', '---']), ...Object.values(dialects).map(lineOf)].join('\n')
}

function lineOf({ name, contract, notices }: Dialect): string {
  const samples = scenarios.filter(({ dialect }) => dialect === name).length
  const calls = `${Object.keys(contract!.endpoints).length} calls below ${contract!.prefixes.map(prefix => `\`${prefix}\``).join(', ')}`
  const now = `Served: ${calls}; notices ${notices ? 'in its own form and signature' : 'not yet'}`
  return row([`[${name}](src/dialects/${name}/README.md): ${providers[name]}`, now, String(samples)])
}
