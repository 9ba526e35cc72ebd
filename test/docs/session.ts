/**
 * Runs the commands of a document as a reader would paste them: one shell for the whole document, against a real sandbox of its own. Only
 * the ports differ, and `npx parley` means this checkout wherever the shell stands. It says what each block printed and how it ended.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../tidy/tree.ts'
import { startProcess } from '../kit/app-process.ts'
import type { Block } from './markdown.ts'

export type Ran = { block: Block; output: string; told: string; exit: number }

/** A reader would have given up long before. */
const longestMs = 600_000

/** The ports that documents name: the sandbox, and a second server where one is started. */
const shownPorts = ['4242', '4243'] as const

export async function runBlocks(blocks: readonly Block[]): Promise<Ran[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-docs-'))
  const server = startProcess(['start'], folder, { LOG_LEVEL: 'info' })
  try {
    const url = await server.url
    const ports = [new URL(url).port, String(await freePort())]
    return await ranIn(folder, blocks, ports)
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function ranIn(folder: string, blocks: readonly Block[], ports: readonly string[]): Promise<Ran[]> {
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${root}scripts/parley.cjs' "$@"\n`, { mode: 0o755 })
  const script = [preamble, ...blocks.map(({ text }, index) => between(index, withPorts(text, ports)))].join('\n')
  writeFileSync(join(folder, 'script.sh'), script)
  const shell = spawn('bash', ['script.sh'], { cwd: folder, env: environment(folder, ports), stdio: ['ignore', 'ignore', 'inherit'], timeout: longestMs })
  const [code] = (await once(shell, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The shell of the document ended with ${code}`)
  return blocks.map((block, index) => ({ block, output: read(folder, `${index}.out`), told: read(folder, `${index}.err`), exit: Number(read(folder, `${index}.exit`)) }))
}

/** A call that fails is told by curl's end, and what was started in the background ends with the shell. */
const preamble = [
  'curl() { command curl --fail-with-body "$@"; }',
  'trap \'kill $(jobs -p) 2> /dev/null; wait\' EXIT',
].join('\n')

/** In this very shell, so that variables stay from block to block. */
const between = (index: number, text: string): string => `{\n${text}\n} > ${index}.out 2> ${index}.err\necho $? > ${index}.exit`

function withPorts(text: string, ports: readonly string[]): string {
  return shownPorts.reduce((done, shown, index) => done.replaceAll(new RegExp(`\\b${shown}\\b`, 'g'), ports[index]!), text)
}

function environment(folder: string, [port]: readonly string[]): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH: `${folder}:${join(process.execPath, '..')}:${PATH}`, HOME, PARLEY_URL: `http://127.0.0.1:${port}`, NO_COLOR: '1', TZ: 'UTC' }
}

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
