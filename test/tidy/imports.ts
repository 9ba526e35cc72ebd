/**
 * Who may import whom, as data. An entry is a folder or a file, or the name of a package; `types` may be imported
 * by `import type` only. A folder may always import itself. The first pattern that fits a file is its row.
 */
import { dirname, join } from 'node:path/posix'
import { type SourceFile, isShipped, withoutComments } from './tree.ts'

type Row = { of: string; may: string[]; types?: string[]; because: string }

export const table: Row[] = [
  { of: 'src/core/', may: [], because: 'the core is pure: it runs in a browser and in a test without anything around it' },
  { of: 'src/wire/', may: ['zod'], because: 'the wire is HTTP as data on web standards and knows nothing of disputes' },
  { of: 'src/host/', may: ['src/wire/', 'node:http', 'node:net'], because: 'the host is the one place where a socket meets the wire' },
  { of: 'src/engine/', may: ['src/core/', 'node:crypto'], because: 'the engine decides through ports and knows neither a database nor HTTP' },
  { of: 'src/store/', may: ['src/core/', 'pg', 'node:', 'src/engine/store.ts', 'src/engine/store-attempts.ts', 'src/engine/store-bridge.ts', 'src/engine/store-desk.ts', 'src/engine/store-overview.ts', 'src/engine/row.ts'], because: 'a store speaks SQL, throws the errors of its port and holds no rule' },
  {
    of: 'src/dialects/{own}/', may: ['src/core/', 'src/wire/', 'zod', 'node:crypto', 'node:os', 'src/engine/in-turn.ts', 'src/dialects/dialect.ts', 'src/dialects/faults.ts', 'src/dialects/find.ts', 'src/dialects/perform.ts', 'src/dialects/awaited.ts', 'src/dialects/limiter.ts', 'src/dialects/switchboard.ts', 'src/dialects/test-notice.ts'],
    types: ['src/engine/'],
    because: 'a dialect is one folder that can be added or removed without touching another',
  },
  {
    of: 'src/dialects/', may: ['src/core/', 'src/wire/'], types: ['src/engine/'],
    because: 'what all dialects share is a type and a list',
  },
  {
    of: 'src/work/', may: ['src/core/', 'src/engine/', 'src/wire/asked-wait.ts', 'node:net', 'node:http', 'node:https', 'node:dns/'], types: ['src/dialects/dialect.ts', 'src/wire/'],
    because: 'a worker selects candidates and performs commands, and sends what was decided',
  },
  {
    of: 'src/desk/', may: ['src/core/', 'src/wire/', 'src/engine/', 'node:crypto', 'node:fs/', 'node:path'], types: ['src/dialects/dialect.ts'],
    because: 'the desk is files, a session and a door: what it shows and changes is the API\'s',
  },
  { of: 'src/scenarios/', may: ['src/core/'], types: ['src/engine/engine.ts'], because: 'scenarios are data for start, tests and documents alike' },
  { of: 'desk/vite.config.ts', may: ['vite', 'node:module'], because: 'it is the configuration of a tool' },
  {
    of: 'desk/', may: ['src/core/', 'react', 'react-dom', 'react-dom/client', '@tanstack/react-query', '@tanstack/react-router', '@tanstack/react-virtual'],
    types: ['src/dialects/native/contract.ts', 'src/dialects/native/contract/', 'src/wire/call.ts', 'zod'],
    because: 'what the desk imports is loaded by every browser; of the server it knows types and the core',
  },
  { of: 'src/', may: ['src/', 'node:', 'pg', 'pino', 'zod', 'package.json'], because: 'the application and the command line wire everything' },
]

export function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.filter(({ path }) => isShipped(path)).flatMap((file) => {
    const row = rowOf(file.path)
    return importsOf(file).filter((found) => !isAllowed(row, file.path, found)).map(({ target }) =>
      `${file.path} imports ${target}: ${row.because} (see test/tidy/imports.ts)`)
  })
}

export type Import = { target: string; typeOnly: boolean }

/** The imports and re-exports of a file, relative ones as paths from the root of the repository. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text)
  const statements = code.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[\w*${}\s,]+?\sfrom\s+)?['"]([^'"\n]+)['"]/gm)
  const dynamic = code.matchAll(/\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g)
  return [
    ...[...statements].map(([whole, type, target]) => ({ target: resolve(path, target!), typeOnly: Boolean(type) || onlyTypes(whole) })),
    ...[...dynamic].map(([, target]) => ({ target: resolve(path, target!), typeOnly: false })),
  ]
}

function onlyTypes(statement: string): boolean {
  const names = /\{([^}]*)\}/.exec(statement)?.[1]?.split(',').filter((name) => name.trim() !== '') ?? []
  return names.length > 0 && names.every((name) => name.trim().startsWith('type '))
}

function resolve(from: string, target: string): string {
  return target.startsWith('.') ? join(dirname(from), target) : target
}

function rowOf(path: string): Row {
  return table.find(({ of }) => path.startsWith(folderOf(of, path)))!
}

/** `{own}` stands for the one folder at that place in which the file lies. */
function folderOf(of: string, path: string): string {
  if (!of.includes('{own}')) return of
  const own = /^src\/dialects\/([^/]+)\//.exec(path)?.[1]
  return own === undefined ? '\0' : of.replace('{own}', own)
}

function isAllowed(row: Row, path: string, { target, typeOnly }: Import): boolean {
  const allowed = [folderOf(row.of, path), ...row.may, ...(typeOnly ? row.types ?? [] : [])]
  return allowed.some((entry) => /[/:]$/.test(entry) ? target.startsWith(entry) : target === entry)
}
