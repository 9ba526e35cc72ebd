/** Rules about the migrations: both databases have the same ones, and every table leads with its merchant. */
import { basename } from 'node:path/posix'
import type { SourceFile } from './tree.ts'

/** Tables that belong to no merchant, each with the reason. */
export const withoutMerchant: Record<string, string> = {
  migration: 'which migrations have run is a fact about the database',
}

export function unpaired(files: readonly SourceFile[]): string[] {
  const [sqlite, postgres] = (['sqlite', 'postgres'] as const).map((kind) => namesOf(files, kind)) as [string[], string[]]
  const missing = (from: string[], other: string[], kind: string): string[] => from.filter((name) => !other.includes(name))
    .map((name) => `migrations/${kind}/${name} is missing: both databases take the same steps under the same names`)
  return [...missing(sqlite, postgres, 'postgres'), ...missing(postgres, sqlite, 'sqlite'), ...misnumbered(sqlite)]
}

export function tablesWithoutMerchant(files: readonly SourceFile[]): string[] {
  return files.filter(({ path }) => /^migrations\/.*\.sql$/.test(path)).flatMap(({ path, text }) =>
    tablesIn(text).filter(({ name, first }) => first !== 'merchant' && withoutMerchant[name] === undefined)
      .map(({ name, first }) => `${path}: table ${name} begins with ${first}: every table leads with merchant, so that the schema can be ` +
        'distributed by merchant (an exception is a line with its reason in test/tidy/migrations.ts)'))
}

function namesOf(files: readonly SourceFile[], kind: string): string[] {
  return files.map(({ path }) => path).filter((path) => path.startsWith(`migrations/${kind}/`)).map((path) => basename(path)).sort()
}

function misnumbered(names: readonly string[]): string[] {
  return names.filter((name, index) => !name.startsWith(`${String(index + 1).padStart(4, '0')}_`))
    .map((name) => `migrations/sqlite/${name}: numbers run from 0001 without a gap`)
}

function tablesIn(sql: string): { name: string; first: string }[] {
  const code = sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '')
  const tables = code.matchAll(/\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w."]+)\s*\(\s*"?(\w+)/gi)
  return [...tables].map(([, name, first]) => ({ name: name!.replaceAll('"', '').toLowerCase(), first: first!.toLowerCase() }))
}
