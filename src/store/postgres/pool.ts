// Connections to PostgreSQL. Everything a session needs is in its start-up options: the schema, the role without the right to
// change events and postings, and limits on how long anything may take. Nothing here touches the driver's global settings.

import pg from 'pg'

export const schema = 'parley'
export const role = 'parley_app'
export type Use = 'write' | 'read' | 'admin'

export function poolOf(url: string, use: Use, withRole: boolean): pg.Pool {
  const pool = new pg.Pool({
    connectionString: withOptions(url, [...settings[use], ...(withRole ? [`role=${role}`] : [])]),
    max: most[use], connectionTimeoutMillis: 1500, idleTimeoutMillis: use === 'admin' ? 100 : 30_000,
    query_timeout: use === 'admin' ? 0 : 15_000, keepAlive: true, allowExitOnIdle: true, pipeline: true, types: { getTypeParser },
    application_name: `parley-${use}`,
  })
  // A connection that breaks tells whoever uses it; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

const most: Record<Use, number> = { write: 6, read: 8, admin: 1 }
const common = [`search_path=${schema}`, 'jit=off']

// A statement planned while its table was empty keeps reading the whole table as it grows: measured, a loss of more than half.
// Where writes are concerned no plan may; reads are planned anew each time.
const settings: Record<Use, string[]> = {
  write: [...common, 'enable_seqscan=off', 'plan_cache_mode=force_generic_plan', 'lock_timeout=5000', 'statement_timeout=10000', 'idle_in_transaction_session_timeout=15000'],
  read: [...common, 'plan_cache_mode=force_custom_plan', 'statement_timeout=10000', 'default_transaction_read_only=on'],
  admin: common,
}

function withOptions(url: string, options: string[]): string {
  const whole = new URL(url)
  const given = whole.searchParams.get('options') ?? ''
  whole.searchParams.set('options', [given, ...options.map((option) => `-c ${option}`)].join(' ').trim())
  return whole.href.replaceAll('+', '%20')
}

const int8 = 20
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === int8 ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser
