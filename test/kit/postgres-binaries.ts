/** Looks for an installed PostgreSQL server and for a user that may run it; changes nothing. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type User = { uid?: number; gid?: number }

export function findPostgres(): string | undefined {
  return candidates().find((folder) => ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(join(folder, name))))
}

/** PostgreSQL refuses to run as root, so root hands it to another user of the machine. */
export function ordinaryUser(): User | { absent: string } {
  if (process.platform === 'win32') return { absent: 'the throw-away PostgreSQL cluster needs a POSIX shell' }
  if (process.getuid!() !== 0) return {}
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) return { absent: 'PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody' }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

function candidates(): string[] {
  return [...fromPgConfig(), ...debianFolders(), '/usr/local/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
}

function fromPgConfig(): string[] {
  try {
    return [execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()]
  } catch {
    return []
  }
}

function debianFolders(): string[] {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return []
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => join(root, version, 'bin'))
}
