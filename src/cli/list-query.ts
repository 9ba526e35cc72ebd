// Which disputes are asked for: the words of the command line as the API's parameters.

import { dialects, phases, states } from '../core/dispute.ts'
import { addDuration } from '../core/duration.ts'
import { formatInstant } from '../core/time.ts'
import type { Api } from './api.ts'
import { oneOf } from './command.ts'
import { Ended, exits, usage } from './exit.ts'
import type { Io } from './io.ts'
import { readDuration } from './when.ts'

export const orders = { deadline: 'deadline', newest: 'opened_newest', oldest: 'opened_oldest' } as const

export type Query = Record<string, string | undefined>
type Wanted = { [name: string]: string | boolean | undefined; due?: string; state?: string; dialect?: string; phase?: string; text?: string; snoozed?: string; sort?: string; limit?: string; cursor?: string; all?: boolean }

export async function queryOf({ due, state, dialect, phase, text, snoozed, sort, limit, cursor, all }: Wanted, api: Api, io: Io): Promise<Query> {
  if (limit !== undefined && !/^([1-9]\d?|100)$/.test(limit)) throw usage('--limit is a number from 1 to 100.', 'With --all every page is read.')
  return {
    state: state === undefined ? due && 'needs_response' : words('state', state, states),
    dialect: dialect && words('dialect', dialect, dialects), phase: phase && words('phase', phase, phases), text, snoozed: snoozed && oneOf('snoozed', snoozed, ['yes', 'no']), cursor, limit: limit ?? (all ? '100' : undefined),
    order: sort === undefined ? due && orders.deadline : orders[oneOf('order', sort, Object.keys(orders) as (keyof typeof orders)[])],
    due_before: due && formatInstant(addDuration(await serverTime(api, io), readDuration(due))),
  }
}

const words = (what: string, text: string, known: readonly string[]): string => text.split(',').map(word => oneOf(what, word.trim(), known)).join(',')

/** In a sandbox time is what its clock says; live has no such clock, and the time is ours. */
export async function serverTime(api: Api, io: Io): Promise<number> {
  try {
    return Date.parse((await api.call('getClock')).body.now)
  } catch (error) {
    if (error instanceof Ended && error.exit === exits.notFound) return io.now()
    throw error
  }
}
