/** The command line as a person or a script has it: the real program as a child, and a server in this process that it asks. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { run } from '../../src/cli/index.ts'
import type { Io } from '../../src/cli/io.ts'
import { startParley, type Kit, type KitOptions } from './server.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export type Said = { code: number | null; stdout: string; stderr: string }
export type Cli = (args: readonly string[], env?: Record<string, string>) => Promise<Said>

/** Runs the program. Whatever it is told and whatever becomes of it, no key that it was given may be on its streams. */
export async function parley(args: readonly string[], env: Record<string, string> = {}, cwd?: string): Promise<Said> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PARLEY_|PORT$|HOST$|DATABASE_URL|LOG_LEVEL|NODE_|TZ$|NO_COLOR|FORCE_COLOR)/.test(name)))
  const child = spawn(process.execPath, [main, ...args], { cwd, env: { ...own, TZ: 'UTC', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', text => (said[name] += text))
  const [code] = await once(child, 'close')
  for (const name of ['PARLEY_KEY', 'PARLEY_ADMIN_KEY', 'PARLEY_SEAL_KEY']) {
    if (env[name]) assert.ok(!(said.stdout + said.stderr).includes(env[name]), `${name} was printed by ${args.join(' ')}`)
  }
  return { code, ...said }
}

export type Desk = {
  kit: Kit
  merchant: string
  key: string
  cli: Cli
  /** What the API itself says. */
  api(method: string, path: string, body?: object): Promise<{ status: number; text: string; json: Record<string, unknown> }>
  open(body?: object): Promise<string>
  stateOf(id: string): Promise<unknown>
}

/** A server with one merchant, and the command line with that merchant's key. */
export async function desk(t: { after(work: () => Promise<void>): void }, options: KitOptions = {}): Promise<Desk> {
  const kit = await startParley({ socket: true, ...options })
  t.after(kit.close)
  const call = async (bearer: string, method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${bearer}`, ...(body ? { 'content-type': 'application/json' } : {}) }
    const response = await fetch(kit.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    const text = await response.text()
    return { status: response.status, text, json: (text ? JSON.parse(text) : null) as Record<string, unknown> }
  }
  const made = await call(kit.adminKey, 'POST', '/v1/merchants', { name: 'Mill Ceramics' })
  const { id: merchant, credentials } = made.json as { id: string; credentials: { native: { key: string } } }
  const key = credentials.native.key
  const api: Desk['api'] = (method, path, body) => call(key, method, path, body)
  return {
    kit, merchant, key, api,
    cli: (args, env) => parley(args, { PARLEY_URL: kit.url, PARLEY_KEY: key, ...env }),
    async open(body) {
      const { status, json, text } = await api('POST', '/v1/sandbox/disputes', { amount: { value: 12000, currency: 'THB' }, respond_in: 'P7D', ...body })
      assert.equal(status, 201, text)
      return String(json['id'])
    },
    stateOf: async id => (await api('GET', `/v1/disputes/${id}`)).json['state'],
  }
}

let keys = 0

/** The same command line, with a person at it. */
export async function atTerminal({ kit, key }: Pick<Desk, 'kit' | 'key'>, answer: string, args: readonly string[], asking: typeof fetch = fetch, more: Partial<Io> = {}, columns = 80) {
  const said = { stdout: '', stderr: '', question: '' }
  const out = (name: 'stdout' | 'stderr') => ({ isTTY: true, columns, write: async (text: string) => void (said[name] += text) })
  const io: Io = {
    stdout: out('stdout'), stderr: out('stderr'), canAsk: true, ask: async question => ((said.question = question), answer), env: { PARLEY_URL: kit.url, PARLEY_KEY: key, NO_COLOR: '1' },
    fetch: asking, now: () => kit.clock.now(), timeZone: 'UTC', newKey: () => `at-terminal-${++keys}`, askHidden: async () => answer, readInput: async () => '', readFile: () => new Uint8Array(), isOpenToOthers: () => false, ...more,
  }
  return { code: await run(args, io), ...said }
}
