// The people who sign in at the desk. What they sign in with comes in and never goes out. Data only.

import { z } from 'zod'
import { roles } from '../../../core/role.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { json } from '../../../wire/contract.ts'
import { answer, postFailures, readFailures, writeFailures } from './common.ts'
import { sample } from './examples.ts'
import { headers, idParams, instant, line, postHeaders } from './shapes.ts'

const role = z.enum(roles).meta({ description: '`viewer` sees, `operator` decides too, `admin` manages users, credentials and webhooks too.' })
const password = z.string().min(1).max(1000).meta({ description: '15 characters at least. Kept as a slow hash, never shown.' })
const name = line(100).meta({ description: 'What they sign in with: one person\'s in the whole server, whatever its capitals.' })

const user = z.object({ id: z.string(), name: z.string(), role, disabled_at: instant.nullable(), created_at: instant, updated_at: instant }).meta({ id: 'User' })
export type WireUser = z.input<typeof user>

export const exampleUser: WireUser = {
  id: sample.user, name: 'Mina', role: 'operator', disabled_at: null, created_at: '2026-11-21T09:00:00Z', updated_at: '2026-11-21T09:00:00Z',
}

const refused = ['user_name_taken', 'password_refused'] as const
const unknown = { params: { id: 'usr_00000000000000000000000000' }, status: 404 }

export const userEndpoints = {
  createUser: {
    method: 'POST', path: '/v1/users', operation: 'createUser', summary: 'Let a person sign in', tags: ['Users'], scope: 'admin', headers: postHeaders, idempotent: true,
    body: json(z.strictObject({ name, role: role.default('operator'), password })),
    answers: { 201: answer('They may sign in.', user, exampleUser) }, failures: [...postFailures, ...refused, 'too_many_users'],
    examples: {
      made: { body: { name: 'Jo', role: 'viewer', password: 'seven herons over wet rice' }, status: 201 },
      short: { summary: 'A password that is soon guessed', body: { name: 'Jo', password: 'heron' }, status: 422 },
    },
  },
  listUsers: {
    method: 'GET', path: '/v1/users', operation: 'listUsers', summary: 'List users', tags: ['Users'], scope: 'read', headers,
    answers: { 200: answer('All users; there are 500 at most.', z.object({ data: z.array(user) }), { data: [exampleUser] }) }, failures: readFailures,
    examples: { all: { status: 200 }, strange: { query: { role: 'admin' }, status: 400 } },
  },
  updateUser: {
    method: 'PATCH', path: '/v1/users/{id}', operation: 'updateUser', summary: 'Change a user', tags: ['Users'], scope: 'admin', headers, params: idParams('usr'), notFound: 'user_not_found',
    description: 'Any change ends all their sessions at once. The last admin who may sign in keeps the role and stays enabled.',
    body: json(z.strictObject({ name: name.optional(), role: role.optional(), disabled: z.boolean().optional(), password: password.optional() })
      .refine(body => Object.values(body).some(value => value !== undefined), 'expected name, role, disabled or password')),
    answers: { 200: answer('The user.', user, { ...exampleUser, role: 'viewer' }) }, failures: [...writeFailures, ...refused, 'user_not_found', 'last_admin'],
    examples: { less: { params: { id: sample.user }, body: { role: 'viewer' }, status: 200 }, root: { summary: 'There is no such role', params: { id: sample.user }, body: { role: 'root' }, status: 400 } },
  },
  deleteUser: {
    method: 'DELETE', path: '/v1/users/{id}', operation: 'deleteUser', summary: 'Remove a user', tags: ['Users'], scope: 'admin', headers, params: idParams('usr'), notFound: 'user_not_found',
    description: 'Their sessions end at once and their name is free again; what they did stays on record. The last admin who may sign in stays.',
    answers: { 204: { description: 'Removed.' } }, failures: [...writeFailures, 'user_not_found', 'last_admin'],
    examples: { gone: { params: { id: sample.user }, status: 204 }, unknown },
  },
} as const satisfies Record<string, Endpoint>
