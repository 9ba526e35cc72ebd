// The real world of the command line: this process, its streams and its network.

import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { WriteStream } from 'node:tty'
import type { Io, Out } from './io.ts'

export function processIo(): Io {
  return {
    stdout: outOf(process.stdout), stderr: outOf(process.stderr),
    canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true, ask, askHidden, readInput: () => text(process.stdin),
    env: process.env, fetch: (input, init) => fetch(input, init), now: () => Date.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    newKey: () => `cli-${randomUUID()}`,
    readFile: path => readFileSync(path),
    isOpenToOthers: path => process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0,
  }
}

/** A write is over when it has left the process, which ends right after a command. A reader who has gone away wants no more. */
function outOf(stream: WriteStream): Out {
  stream.on('error', error => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
  })
  return {
    isTTY: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns ?? null : null,
    write: text => new Promise(resolve => stream.write(text, () => resolve())),
  }
}

/** At a terminal readline shows what is typed by itself: here it shows it to nobody. */
async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() })
  const answer = await asked(createInterface({ input: process.stdin, output: nowhere, terminal: true }), '')
  process.stderr.write('\n')
  return answer
}

const ask = (question: string): Promise<string> => asked(createInterface({ input: process.stdin, output: process.stderr }), question)

async function asked(lines: Interface, question: string): Promise<string> {
  const closed = new Promise<string>(resolve => lines.once('close', () => resolve('')))
  try {
    return await Promise.race([lines.question(question), closed])
  } finally {
    lines.close()
  }
}
