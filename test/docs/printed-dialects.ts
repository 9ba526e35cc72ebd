/** What each dialect can do now, told by the dialects themselves. */
import { existsSync } from 'node:fs'
import { dialects } from '../../src/dialects/index.ts'
import type { Dialect } from '../../src/dialects/dialect.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { root } from '../tidy/tree.ts'
import { row } from './printed-text.ts'

const providers: Record<Dialect['name'], string> = {
  native: 'Parley\'s own API', alipay: 'Alipay / Antom', afterpay: 'Cash App Afterpay', omise: 'Omise', moov: 'Moov', ahrvo: 'Ahrvo',
}

export function dialectsTable(): string {
  return [row(['dialect', 'what is there now', 'samples']), row(['---', '---', '---']), ...Object.values(dialects).map(lineOf)].join('\n')
}

function lineOf({ name, contract, notices }: Dialect): string {
  const samples = scenarios.filter(({ dialect }) => dialect === name).length
  const calls = contract && `${Object.keys(contract.endpoints).length} calls below ${contract.prefixes.map(prefix => `\`${prefix}\``).join(', ')}`
  const now = calls
    ? `Served: ${calls}; notices ${notices ? 'in its own form and signature' : 'not yet'}`
    : 'Credentials in its form, its rules (phases, money, deadlines, limits) as data. **Its own API comes next**; until then its disputes are reached through the native API'
  const readme = `src/dialects/${name}/README.md`
  const title = existsSync(root + readme) ? `[${name}](${readme})` : `\`${name}\``
  return row([`${title}: ${providers[name]}`, now, String(samples)])
}
