// What `npm start` shows: one screen with everything that a newcomer needs, and a command that works as it stands.

import { resolve } from 'node:path'
import { formatInstant } from '../core/time.ts'
import { cast, sampleKeys, type Member } from '../scenarios/index.ts'
import type { Served } from './serve.ts'
import { version } from './version.ts'

type Sample = { member: Member; dispute: string; due: string | null }

export async function startScreen({ app, url }: Served): Promise<string> {
  const sample = await sampleOf(app)
  const { mode, adminKey } = app.config
  return [
    `Parley ${version} runs as a ${mode}: nothing in it is real.`,
    '',
    row('Desk', `${url}/desk${isThisMachine(url) ? '  (signed in as demo)' : ''}`),
    row('API', `${url}/v1`),
    row('Docs', `${url}/docs  (OpenAPI at /openapi.json)`),
    row('Admin key', adminKey === sampleAdmin ? adminKey : 'as set in PARLEY_ADMIN_KEY'),
    ...dialectLines(url, sample?.member ?? cast[0]!),
    ...(sample ? acceptLines(url, sample) : ['', 'No sample dispute is open any more: POST /v1/sandbox/reset begins again.']),
    '',
    row('Data', dataOf(app.config.databaseUrl)),
    row('Stop', 'Ctrl+C'),
    '',
  ].join('\n')
}

/** From elsewhere nobody is signed in by coming. */
const isThisMachine = (url: string): boolean => /^http:\/\/(localhost|127\.\d|\[::1\])/.test(url)

const sampleAdmin = 'pk_admin_sandbox'
const row = (name: string, value: string): string => `  ${name.padEnd(11)}${value}`

/** A line per provider, as its clients ask; the native one is below. Alipay's calls are signed, which takes more than a line. */
function dialectLines(url: string, { key, name }: Member): string[] {
  const { afterpay, omise, moov, ahrvo } = sampleKeys[key]
  return [
    '', `In the providers' own words, with the keys of ${name}:`,
    `curl ${url}/v2/disputes -u ${afterpay.merchant_id}:${afterpay.secret_key}`,
    `curl ${url}/disputes -u ${omise.secret_key}:`,
    `curl ${url}/accounts/${moov.account_id}/disputes -u ${moov.public_key}:${moov.secret_key}`,
    `curl ${url}/payments/na/disputes -u ${ahrvo.username}:${ahrvo.password}`,
    `curl ${url}/openapi/alipay.json # signed: src/dialects/alipay`,
  ]
}

function acceptLines(url: string, { member, dispute, due }: Sample): string[] {
  return [
    '', `Accept a dispute${due ? ` due ${due}` : ''} (pasted twice, it happens once):`,
    `curl ${url}/v1/disputes/${dispute}/accept \\`,
    `  -H 'Authorization: Bearer ${sampleKeys[member.key].native.key}' \\`,
    `  -H 'Content-Type: application/json' -H 'Idempotency-Key: try-${dispute.slice(-6)}' \\`,
    `  -d '{"reason":"customer_is_right"}'`,
  ]
}

/** One that is still open, so that the line works on every start. */
async function sampleOf({ engine }: Served['app']): Promise<Sample | null> {
  for (const member of cast) {
    const { items } = await engine.reads.disputes(member.id, { states: ['needs_response'], dueAfter: engine.world.now() + anHour }, 'deadline', null, 20)
    const found = items.find(dispute => dispute.state === 'needs_response' && dispute.pending === null && engine.termsOf(dispute.dialect).acceptPhases.includes(dispute.phase))
    if (found) return { member, dispute: found.id, due: found.respondBy && formatInstant(found.respondBy.at, { fraction: false }) }
  }
  return null
}

const anHour = 3_600_000

function dataOf(databaseUrl: string): string {
  if (databaseUrl === 'sqlite::memory:') return 'in memory, gone when it stops'
  if (!databaseUrl.startsWith('sqlite:')) return databaseUrl.replace(/:\/\/[^@]*@/, '://').replace(/\?.*/, '')
  const path = resolve(databaseUrl.slice('sqlite:'.length))
  const here = `${process.cwd()}/`
  return path.startsWith(here) ? `./${path.slice(here.length)}` : path
}
