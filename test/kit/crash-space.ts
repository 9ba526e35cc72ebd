/** Ways to make a disk full for one server, and to give it space again. A way that this machine does not allow says why. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { userInfo } from 'node:os'

export type Space = { database: string; fill(serverPid: number): void; free(serverPid: number): void; end(): void }

/** The kernel lets nothing be written beyond the first page of a file, as if a quota were used up. */
export function limited(folder: string): Space | { absent: string } {
  if (!runs('prlimit', ['--version'])) return { absent: 'there is no prlimit (util-linux)' }
  const database = join(folder, 'parley.db')
  const limit = (pid: number, bytes: string): void => void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
  return {
    database, end: () => undefined,
    fill: (pid) => limit(pid, '4096'),
    free: (pid) => limit(pid, 'unlimited'),
  }
}

/** A small file system, filled by another file; without that one it has room for all that a test writes. */
export function small(folder: string): Space | { absent: string } {
  if (userInfo().uid !== 0 || !runs('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder])) return { absent: 'a small file system can only be mounted by root' }
  const filler = join(folder, 'filler')
  return {
    database: join(folder, 'parley.db'),
    fill: () => fillWith(filler),
    free: () => rmSync(filler),
    end: () => void runs('umount', ['-l', folder]),
  }
}

function fillWith(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(4096))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
}

function runs(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
