// The floor once more, by PostgreSQL's own tool: the same statements in a custom script, over the same kind of connections.

import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runOf } from './callers.ts'
import type { Run } from './callers.ts'
import { mostConnections } from './floor.ts'
import type { Prepared } from './floor.ts'
import { marker } from './workload.ts'

const execute = promisify(execFile)
const digits = `lpad((:n)::text, 24, '0')`

export type Pgbench = (callers: number, ms: number) => Promise<Run>

/** Null where pgbench is not installed. It draws its disputes from `range`; each run goes on where the one before may have come to. */
export async function pgbenchOf(url: string, statements: Prepared, { from, to }: { from: number; to: number }): Promise<Pgbench | null> {
  if (!(await execute('pgbench', ['--version']).then(() => true, () => false))) return null
  const script = scriptOf(statements, from, to - from)
  let base = 0
  return async (callers, ms) => {
    const clients = Math.min(callers, mostConnections)
    const folder = mkdtempSync(join(tmpdir(), 'parley-pgbench-'))
    try {
      writeFileSync(join(folder, 'accept.sql'), script)
      const seconds = Math.max(1, Math.round(ms / 1000))
      const options = ['-n', '-M', 'prepared', '-f', 'accept.sql', '-c', `${clients}`, '-j', '1', '-T', `${seconds}`, '-l', '-D', `base=${base}`, '-D', `clients=${clients}`, '-D', 'i=-1', url]
      await execute('pgbench', options, { cwd: folder, env: { ...process.env, PGOPTIONS: '-c search_path=parley -c enable_seqscan=off -c jit=off' } })
      const took = latencies(folder)
      base += took.length * 2 + clients * 10
      return runOf(took, seconds * 1000)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function scriptOf(statements: Prepared, from: number, size: number): string {
  const lines = statements.map(({ sql, values }) => `${sql.replace(/\$(\d+)/g, (_, mark: string) => literal(values[Number(mark) - 1]))};`)
  return ['\\set i :i + 1', `\\set n ((:base + :i * :clients + :client_id) * 611953) % ${size} + ${from}`, 'begin;', ...lines, 'commit;', ''].join('\n')
}

// Short texts carry the dispute's number. Long ones stay as they are; a colon would be the beginning of a variable.
function literal(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value !== 'string') return String(value)
  const text = `'${value.replaceAll(':', ';').replaceAll("'", "''")}'`
  return value.length < 200 && value.includes(marker) ? text.split(marker).join(`' || ${digits} || '`) : text
}

function latencies(folder: string): number[] {
  const logs = readdirSync(folder).filter(name => name.startsWith('pgbench_log'))
  return logs.flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n').map(line => Number(line.split(' ')[2]) / 1000))
}
