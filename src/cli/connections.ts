// A merchant's connections to providers. Credentials come from a file, never from the arguments, and are never printed.

import { dialects } from '../core/dispute.ts'
import type { Answered, Api } from './api.ts'
import { define, done, oneOf } from './command.ts'
import { Ended, exits, usage, type Exit } from './exit.ts'
import type { Io } from './io.ts'
import { tableOf } from './table.ts'
import { safe } from './text.ts'

const look = 'parley connection list'
type Shown = { json: string; text: string; exit?: Exit }
type One = Answered<'getConnection'>['body']
type Values = { readonly dialect?: string; readonly url?: string; readonly credentials?: string; readonly paused?: boolean }

export const connection = define({
  usage: 'parley connection add NAME | list | get ID | test ID | read ID | pause ID | resume ID | remove ID', client: true, args: { least: 1, most: 2 },
  examples: ['parley connection add "Main account" --dialect omise --credentials ./omise.json --merchant mch_…', 'parley connection test con_… --merchant mch_…', 'parley connection list --merchant mch_…'],
  about: 'The file with the credentials holds one JSON object, by the names that the dialect asks for.',
  options: {
    dialect: { type: 'string', value: 'NAME', help: dialects.join(', ') },
    url: { type: 'string', value: 'URL', help: "the provider's address, where it is not its usual one" },
    credentials: { type: 'string', value: 'PATH', help: 'a file with the credentials' },
    paused: { type: 'boolean', help: 'send and read nothing yet' },
  },
  async run({ args: [word, id], values, api, io, put }) {
    const verb = oneOf('command of connection', word, ['add', 'list', 'get', 'test', 'read', 'pause', 'resume', 'remove'])
    const asked = await api()
    const { json, text, exit = done } = verb === 'add' ? await added(asked, io, id, values) : verb === 'list' ? await listed(asked, io.stdout.columns) : await turned(asked, verb, named(id))
    await put(values.json ? `${json}\n` : text)
    return exit
  },
})

async function added(api: Api, io: Io, name: string | undefined, { dialect, url, credentials: path, paused }: Values): Promise<Shown> {
  if (name === undefined || path === undefined) throw usage('A new connection needs a name and a file with its credentials.', 'usage: parley connection add NAME --dialect NAME --credentials PATH')
  const body = { name, dialect: oneOf('dialect', dialect, dialects), ...(url === undefined ? {} : { url }), credentials: await credentialsIn(io, path), paused: paused ?? false }
  return shown(await api.call('createConnection', { body, look }))
}

async function credentialsIn(io: Io, path: string): Promise<unknown> {
  try {
    const text = new TextDecoder().decode(io.readFile(path))
    if (io.isOpenToOthers(path)) await io.stderr.write(`warning: others than you may read ${path}; chmod 600 ends that.\n`)
    return JSON.parse(text) as unknown
  } catch {
    throw new Ended(exits.invalid, `No JSON object can be read from ${path}.`)
  }
}

async function listed(api: Api, width: number | null): Promise<Shown> {
  const { body, json } = await api.call('listConnections')
  const { head, rows } = tableOf<One>([
    { head: 'ID', of: one => one.id }, { head: 'DIALECT', of: one => one.dialect }, { head: 'STATE', of: stateOf }, { head: 'READ (UTC)', of: readOf },
    { head: 'NAME', of: one => one.name, flexible: true },
  ], body.data, width)
  return { json, text: [head, ...rows, ''].join('\n') }
}

async function turned(api: Api, verb: 'get' | 'test' | 'read' | 'pause' | 'resume' | 'remove', id: string): Promise<Shown> {
  const params = { id }
  switch (verb) {
    case 'get': return shown(await api.call('getConnection', { params }))
    case 'read': return shown(await api.call('readConnection', { params, look }))
    case 'pause': return shown(await api.call('updateConnection', { params, body: { state: 'paused' }, look }))
    case 'resume': return shown(await api.call('updateConnection', { params, body: { state: 'active' }, look }))
    case 'remove': {
      const { json } = await api.call('deleteConnection', { params, look })
      return { json, text: `${id}  removed\n` }
    }
    case 'test': return tested(await api.call('testConnection', { params, look }))
  }
}

/** The code says what a script has to know: refused by the provider, or not reached at all. */
function tested({ body, json }: Answered<'testConnection'>): Shown {
  const exit = body.ok ? done : body.outcome === 'refused' ? exits.providerRefused : exits.unreachable
  return { json, exit, text: `${body.ok ? 'The credentials are good' : `The test failed: ${body.outcome}`}${body.detail ? `: ${safe(body.detail)}` : ''} (${body.took_ms} ms)\n` }
}

function shown({ body, json }: { body: One; json: string }): Shown {
  const words = body.unknown_words.map(({ field, word, count }) => `  unknown ${safe(field)}: ${safe(word)} (${count})\n`)
  const error = body.reading?.error ? `  ${body.reading.failures > 0 ? 'last error  ' : ''}${safe(body.reading.error)}\n` : ''
  const lines = [`  at     ${safe(body.url)}\n`, `  read   ${readOf(body)}\n`, ...healthOf(body), error, `  hears  ${body.notifications_path}\n`, ...words]
  return { json, text: `${body.id}  ${body.dialect}  ${stateOf(body)}  ${safe(body.name)}\n${lines.join('')}` }
}

function healthOf({ health, reading }: One): string[] {
  if (!health) return []
  const [clock, lag] = [health.clock_skew_ms, reading?.lag_seconds ?? null]
  const facts = [`last answer ${health.last_answer_at ?? 'never'}`, `${health.failed} of ${health.asked} failed`, ...(clock === null ? [] : [Math.abs(clock) < 1000 ? 'their clock in step with ours' : `their clock ${clock / 1000} s from ours`]), ...(lag === null ? [] : [`known as of ${lag} s ago`])]
  return [`  health ${facts.join(', ')}\n`]
}

const readOf = ({ reading }: One): string => (reading ? reading.last_complete_at ?? 'never' : 'has no list')
const stateOf = ({ state, health }: One): string => (state === 'active' && health?.down ? 'down' : state)

function named(id: string | undefined): string {
  if (id === undefined) throw usage('Which connection?', look)
  return id
}
