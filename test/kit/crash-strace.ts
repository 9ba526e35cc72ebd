/**
 * Every write and sync of a store's files as the kernel saw them, in order, by Debian's `strace`: no compiler is needed and the
 * program that is watched is not changed. What `strace` prints in a form that is not known here fails, and is never passed over.
 */
import { spawn, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { orRequired } from './required.ts'

export type Op =
  | { kind: 'write'; file: string; offset: number; data: Buffer }
  | { kind: 'truncate'; file: string; size: number }
  | { kind: 'create'; file: string }
  /** Of a file, or of the folder, which makes the names in it safe. */
  | { kind: 'sync'; file: string }
  | { kind: 'heard'; line: string }

/** Why it cannot watch here, or null. */
export function straceAbsent(): string | null {
  try {
    execFileSync('strace', ['-f', '-o', '/dev/null', 'true'], { stdio: 'ignore' })
    return null
  } catch {
    return orRequired('strace', 'strace is not installed, or may not watch its own children here')
  }
}

/** Watches a program until it ends. `heard` is the file to which it writes what was acknowledged. */
export async function watched(folder: string, files: readonly string[], heard: string, program: readonly string[]): Promise<Op[]> {
  const log = join(folder, '..', `${basename(folder)}.strace`)
  const paths = [folder, ...[...files, heard].map((file) => join(folder, file))].flatMap((path) => ['-P', path])
  const child = spawn('strace', ['-f', '-qq', '-y', '-xx', '-s', '100000000', '-o', log, '-e', 'signal=none', '-e', `trace=${calls}`, ...paths, ...program], { stdio: ['ignore', 'inherit', 'inherit'] })
  await once(child, 'exit')
  return opsOf(readFileSync(log, 'latin1'), [basename(folder), ...files], heard)
}

// Whatever could change a file: a call that is not understood below is noticed.
const calls = 'openat,open,creat,write,writev,pwrite64,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,unlink,unlinkat,rename,renameat,renameat2,mmap,copy_file_range,sendfile'

export function opsOf(log: string, files: readonly string[], heard: string): Op[] {
  const begun = new Map<string, string>()
  const ops: Op[] = []
  for (const line of log.split('\n')) {
    const whole = wholeOf(line, begun)
    if (whole === null) continue
    const op = opOf(whole, heard)
    if (op && (op.kind === 'heard' || files.includes(op.file))) ops.push(op)
  }
  return ops
}

/** Calls of several threads interleave; a call counts from when it returned. */
function wholeOf(line: string, begun: Map<string, string>): string | null {
  const [, pid = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
  if (call.endsWith(unfinished)) {
    begun.set(pid, call.slice(0, -unfinished.length))
    return null
  }
  const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(call)
  return resumed ? `${begun.get(pid)}${resumed[1]}` : call === '' || call.startsWith('+++') ? null : call
}

const unfinished = '<unfinished ...>'

function opOf(call: string, heard: string): Op | null {
  const [, name, args, result] = /^(\w+)\((.*)\) += (-?\w+)/.exec(call) ?? []
  if (name === undefined || args === undefined) throw new Error(`Not understood: ${call.slice(0, 200)}`)
  if (result!.startsWith('-1')) return null
  const file = fileOf(args)
  if (name === 'openat') return args.includes('O_CREAT') ? { kind: 'create', file } : null
  if (name === 'fsync' || name === 'fdatasync') return { kind: 'sync', file }
  if (name === 'ftruncate') return { kind: 'truncate', file, size: Number(args.split(', ').at(-1)) }
  const data = bytesOf(/"((?:\\x[0-9a-f]{2})*)"/.exec(args)?.[1] ?? '')
  if (name === 'write' && file === heard) return { kind: 'heard', line: data.toString('utf8') }
  if (name === 'pwrite64') return writeOf(file, data, args, Number(result))
  if (name === 'mmap' && !args.includes('PROT_WRITE')) return null
  throw new Error(`Not understood: ${name} of ${file}`)
}

function writeOf(file: string, data: Buffer, args: string, written: number): Op {
  return { kind: 'write', file, offset: Number(args.split(', ').at(-1)), data: data.subarray(0, written) }
}

/** The first descriptor with its path; for an opening the path that is opened. */
function fileOf(args: string): string {
  const path = /^\d+<([^>]*)>/.exec(args)?.[1] ?? /"([^"]*)"/.exec(args)?.[1] ?? ''
  return basename(bytesOf(path).toString('utf8'))
}

const bytesOf = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex')
