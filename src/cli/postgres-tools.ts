// What to use for a database that has its own tools. The password is left out: it belongs into ~/.pgpass or PGPASSWORD.

import { Ended, exits } from './exit.ts'

export function useItsOwnTools(verb: 'backed up' | 'restored', url: string, path: string): Ended {
  const whole = new URL(url)
  whole.password = ''
  whole.search = ''
  const lines = verb === 'backed up'
    ? [`pg_dump --format=custom --schema=parley --file=${quoted(path)} ${quoted(whole.href)}`]
    : [`pg_restore --exit-on-error --single-transaction --clean --if-exists --dbname=${quoted(whole.href)} ${quoted(path)}`, 'parley check']
  return new Ended(exits.invalid, `PostgreSQL is ${verb} by its own tools. Nothing was done.`, { next: `Use: ${lines.join(' && ')}` })
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
