// A merchant's credentials. Secrets are in the answer that makes them, once, and nowhere else.

import { dialects } from '../core/dispute.ts'
import type { Answered, Api } from './api.ts'
import { define, done, oneOf } from './command.ts'
import { usage } from './exit.ts'
import { tableOf } from './table.ts'
import { readMillis } from './when.ts'

const scopes = ['read', 'decide', 'admin'] as const
const look = 'parley key list'

export const key = define({
  usage: 'parley key add | list | rotate ID | revoke ID', client: true, args: { least: 1, most: 2 },
  examples: ['parley key add --scope read --merchant mch_…', 'parley key list --merchant mch_…', 'parley key rotate key_… --overlap 1h --merchant mch_…', 'parley key revoke key_… --merchant mch_…'],
  options: {
    dialect: { type: 'string', value: 'NAME', help: `${dialects.join(', ')}; native when not given` },
    scope: { type: 'string', value: 'SCOPE', help: `${scopes.join(', ')}; decide when not given` },
    'see-all': { type: 'boolean', help: 'let it see every dispute of the merchant, not only those of its dialect' },
    overlap: { type: 'string', value: '24h', help: 'how long the old secret lives on when rotating' },
  },
  async run({ args: [word, id], values, api, io, put }) {
    const verb = oneOf('command of key', word, ['add', 'list', 'rotate', 'revoke'])
    const asked = await api()
    const { json, text } = verb === 'add' ? await added(asked, values) : verb === 'list' ? await listed(asked, values.merchant, io.stdout.columns) : await turned(asked, verb, id, values.overlap)
    await put(values.json ? `${json}\n` : text)
    return done
  },
})

type Shown = { json: string; text: string }

async function added(api: Api, { merchant, dialect, scope, 'see-all': seesAll }: { merchant?: string; dialect?: string; scope?: string; 'see-all'?: boolean }): Promise<Shown> {
  const body = { dialect: dialect && oneOf('dialect', dialect, dialects), scope: scope && oneOf('scope', scope, scopes), see_all: seesAll }
  return secretOf(await api.call('createCredential', { params: { id: named(merchant) }, body, look }))
}

async function listed(api: Api, merchant: string | undefined, width: number | null): Promise<Shown> {
  const { body, json } = await api.call('listCredentials', { params: { id: named(merchant) } })
  const { head, rows } = tableOf<(typeof body.data)[number]>([
    { head: 'ID', of: found => found.id }, { head: 'DIALECT', of: found => found.dialect }, { head: 'SCOPE', of: found => found.scope },
    { head: 'SINCE (UTC)', of: found => found.created_at }, { head: 'UNTIL (UTC)', of: found => found.revoked_at ?? found.expires_at ?? '–' },
    { head: 'PUBLIC', of: found => Object.entries(found.public).map(([name, value]) => `${name} ${value}`).join(', '), flexible: true },
  ], body.data, width)
  return { json, text: [head, ...rows, ''].join('\n') }
}

async function turned(api: Api, verb: 'rotate' | 'revoke', id: string | undefined, overlap: string | undefined): Promise<Shown> {
  if (id === undefined) throw usage('Which credential?', `usage: parley key ${verb} ID`)
  if (verb === 'rotate') return secretOf(await api.call('rotateCredential', { params: { id }, body: overlap === undefined ? {} : { overlap_seconds: readMillis(overlap) / 1000 }, look }))
  const { body, json } = await api.call('revokeCredential', { params: { id }, body: {}, look })
  return { json, text: `${body.id}  revoked ${body.revoked_at}\n` }
}

function secretOf({ body: { credential, shown }, json }: Answered<'createCredential'>): Shown {
  return { json, text: `${credential.id}  ${credential.dialect}, ${credential.scope}\n${Object.entries(shown).map(([name, value]) => `  ${name}  ${value.replaceAll('\n', '\n    ')}\n`).join('')}` }
}

function named(merchant: string | undefined): string {
  if (merchant !== undefined) return merchant
  throw usage('Whose credentials?', 'Name the merchant with --merchant mch_….')
}
