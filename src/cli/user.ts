// The people who sign in at the desk. A password is asked for or comes on stdin; it is never an argument, and never printed.

import { roles } from '../core/role.ts'
import type { Answered, Api } from './api.ts'
import { define, done, oneOf } from './command.ts'
import { Ended, exits, usage } from './exit.ts'
import type { Io } from './io.ts'
import { tableOf } from './table.ts'
import { safe } from './text.ts'

const look = 'parley user list'
const verbs = ['add', 'list', 'role', 'password', 'disable', 'enable', 'remove'] as const
type Shown = { json: string; text: string }
type One = Answered<'listUsers'>['body']['data'][number]

export const user = define({
  usage: 'parley user add NAME | list | role USER ROLE | password USER | disable USER | enable USER | remove USER', client: true, args: { least: 1, most: 3 },
  examples: ['parley user add Mina --role operator --merchant mch_…', 'parley user role Mina admin --merchant mch_…', 'parley user password Mina --merchant mch_…', 'parley user list --merchant mch_…'],
  about: 'USER is a name or an id. A password has 15 characters at least; it is asked for, or read from stdin. Any change ends the sessions of the user.',
  options: { role: { type: 'string', value: 'ROLE', help: `of a new user: ${roles.join(', ')}; operator when not given` } },
  async run({ args: [word, whom, more], values, api, io, put }) {
    const verb = oneOf('command of user', word, verbs)
    if (more !== undefined && verb !== 'role') throw usage(`There is no place for ${JSON.stringify(more)}.`)
    const asked = await api()
    const { json, text } = verb === 'list' ? await listed(asked, io.stdout.columns) : verb === 'add' ? await added(asked, io, named(whom), values.role) : await changed(asked, io, verb, named(whom), more)
    await put(values.json ? `${json}\n` : text)
    return done
  },
})

async function listed(api: Api, width: number | null): Promise<Shown> {
  const { body, json } = await api.call('listUsers')
  const { head, rows } = tableOf<One>([
    { head: 'ID', of: found => found.id }, { head: 'ROLE', of: found => found.role }, { head: 'SINCE (UTC)', of: found => found.created_at },
    { head: 'DISABLED (UTC)', of: found => found.disabled_at ?? '–' }, { head: 'NAME', of: found => found.name, flexible: true },
  ], body.data, width)
  return { json, text: [head, ...rows, ''].join('\n') }
}

async function added(api: Api, io: Io, name: string, role = 'operator'): Promise<Shown> {
  const body = { name, role: oneOf('role', role, roles), password: await passwordFrom(io) }
  return shown(await api.call('createUser', { body, look }))
}

async function changed(api: Api, io: Io, verb: Exclude<(typeof verbs)[number], 'add' | 'list'>, whom: string, role: string | undefined): Promise<Shown> {
  const wish = verb === 'remove' ? null : await wishOf(io, verb, role)
  const params = { id: await idOf(api, whom) }
  if (wish) return shown(await api.call('updateUser', { params, body: wish, look }))
  const { json } = await api.call('deleteUser', { params, look })
  return { json, text: `${params.id}  removed\n` }
}

async function wishOf(io: Io, verb: 'role' | 'password' | 'disable' | 'enable', role: string | undefined): Promise<object> {
  switch (verb) {
    case 'role': return { role: oneOf('role', role, roles) }
    case 'password': return { password: await passwordFrom(io) }
    default: return { disabled: verb === 'disable' }
  }
}

async function idOf(api: Api, whom: string): Promise<string> {
  if (whom.startsWith('usr_')) return whom
  const { body } = await api.call('listUsers')
  const found = body.data.find(({ name }) => name.toLowerCase() === whom.toLowerCase())
  if (!found) throw new Ended(exits.notFound, `There is no user ${JSON.stringify(whom)}.`, { next: look })
  return found.id
}

async function passwordFrom(io: Io): Promise<string> {
  if (!io.canAsk) return filled((await io.readInput()).replace(/\r?\n$/, ''))
  const password = filled(await io.askHidden('Password: '))
  if (await io.askHidden('Again: ') !== password) throw new Ended(exits.invalid, 'The two are not the same. Nothing was sent.')
  return password
}

function filled(password: string): string {
  if (password !== '') return password
  throw usage('There is no password.', 'Write it to stdin, or run this at a terminal and be asked.')
}

const shown = ({ body, json }: Answered<'createUser'> | Answered<'updateUser'>): Shown =>
  ({ json, text: `${body.id}  ${safe(body.name)}, ${body.role}${body.disabled_at === null ? '' : ', disabled'}\n` })

function named(whom: string | undefined): string {
  if (whom !== undefined) return whom
  throw usage('Which user?', 'Say the name, or the id that parley user list shows.')
}
