// The tables as data: each column's kind, the key, and how a row meets one that is there already. Both drivers make their
// statements from this and from nothing else. The order of the tables is the order in which they are written.

import type { TableName, Tables } from '../engine/store.ts'

/** `int` and `time` are numbers, `big` is a bigint. */
export type Kind = 'text' | 'int' | 'time' | 'big' | 'bytes'

/** `guarded`: inserted when it was not loaded, else updated, and only if it is still as it was loaded. */
export type Meeting = 'insert' | 'replace' | 'add' | 'ignore' | 'guarded'
export type Row = Record<string, unknown>
export type Shape = { columns: Record<string, Kind>; key: string[]; meets: Meeting }

export const tables: { [T in TableName]: { columns: { [C in keyof Tables[T]]: Kind }; key: (keyof Tables[T] & string)[]; meets: Meeting } } = {
  merchant: { columns: { merchant: 'text', name: 'text', createdAt: 'time', body: 'text' }, key: ['merchant'], meets: 'replace' },
  credential: {
    columns: {
      merchant: 'text', id: 'text', dialect: 'text', scope: 'text', lookup: 'text', seeAll: 'int', public: 'text', sealed: 'text',
      createdAt: 'time', expiresAt: 'time', revokedAt: 'time',
    },
    key: ['merchant', 'id'], meets: 'replace',
  },
  holder: { columns: { merchant: 'text', lookup: 'text', owner: 'text' }, key: ['merchant', 'lookup'], meets: 'insert' },
  payment: {
    columns: { merchant: 'text', id: 'text', currency: 'text', captured: 'big', refunded: 'big', returned: 'big', overridden: 'int' },
    key: ['merchant', 'id'], meets: 'guarded',
  },
  dispute: {
    columns: {
      merchant: 'text', id: 'text', dialect: 'text', home: 'text', theirId: 'text', state: 'text', phase: 'text', category: 'text',
      currency: 'text', amount: 'big', respondBy: 'time', wakeAt: 'time', payment: 'text', openedAt: 'time', updatedAt: 'time',
      revision: 'int', cycle: 'int', chain: 'text', search: 'text', owner: 'text', snoozedUntil: 'time', body: 'text',
    },
    key: ['merchant', 'id'], meets: 'guarded',
  },
  event: {
    columns: {
      merchant: 'text', dispute: 'text', seq: 'int', id: 'text', kind: 'text', cycle: 'int', act: 'text', at: 'time', body: 'text',
      prev: 'text', hash: 'text',
    },
    key: ['merchant', 'dispute', 'seq'], meets: 'insert',
  },
  posting: {
    columns: {
      merchant: 'text', dispute: 'text', seq: 'int', leg: 'int', code: 'text', dialect: 'text', fromAccount: 'text', toAccount: 'text',
      currency: 'text', amount: 'big', at: 'time',
    },
    key: ['merchant', 'dispute', 'seq', 'leg'], meets: 'insert',
  },
  balance: {
    columns: { merchant: 'text', dialect: 'text', account: 'text', currency: 'text', amount: 'big' },
    key: ['merchant', 'dialect', 'account', 'currency'], meets: 'add',
  },
  endpoint: {
    columns: {
      merchant: 'text', id: 'text', dialect: 'text', url: 'text', kinds: 'text', sealed: 'text', createdAt: 'time', disabledAt: 'time', body: 'text',
    },
    key: ['merchant', 'id'], meets: 'replace',
  },
  notice: {
    columns: {
      merchant: 'text', id: 'text', dispute: 'text', seq: 'int', kind: 'text', dialect: 'text', at: 'time', position: 'big', body: 'text',
    },
    key: ['merchant', 'id'], meets: 'insert',
  },
  delivery: {
    columns: {
      merchant: 'text', id: 'text', notice: 'text', endpoint: 'text', state: 'text', attempts: 'int', dueAt: 'time', leaseUntil: 'time',
      fence: 'int', lastStatus: 'int', updatedAt: 'time',
    },
    key: ['merchant', 'id'], meets: 'insert',
  },
  attempt: {
    columns: { merchant: 'text', delivery: 'text', number: 'int', at: 'time', tookMs: 'time', status: 'int', error: 'text', answer: 'text' },
    key: ['merchant', 'delivery', 'number'], meets: 'insert',
  },
  idempotency: {
    columns: { merchant: 'text', principal: 'text', key: 'text', fingerprint: 'text', answer: 'text', at: 'time' },
    key: ['merchant', 'principal', 'key'], meets: 'insert',
  },
  file: {
    columns: { merchant: 'text', id: 'text', dispute: 'text', digest: 'text', type: 'text', size: 'int', at: 'time', bytes: 'bytes' },
    key: ['merchant', 'id'], meets: 'insert',
  },
  raw: {
    columns: { merchant: 'text', id: 'text', dispute: 'text', source: 'text', at: 'time', hash: 'text', body: 'text' },
    key: ['merchant', 'id'], meets: 'ignore',
  },
  connection: {
    columns: {
      merchant: 'text', id: 'text', dialect: 'text', name: 'text', url: 'text', sealed: 'text', state: 'text', createdAt: 'time', updatedAt: 'time', body: 'text',
    },
    key: ['merchant', 'id'], meets: 'replace',
  },
  poll: {
    columns: {
      merchant: 'text', connection: 'text', dueAt: 'time', leaseUntil: 'time', fence: 'int', cursor: 'text', since: 'time', beganAt: 'time', endedAt: 'time',
      failures: 'int', body: 'text',
    },
    key: ['merchant', 'connection'], meets: 'ignore',
  },
  word: { columns: { merchant: 'text', connection: 'text', field: 'text', word: 'text', amount: 'big' }, key: ['merchant', 'connection', 'field', 'word'], meets: 'add' },
  twin: { columns: { merchant: 'text', dialect: 'text', theirId: 'text', dispute: 'text' }, key: ['merchant', 'dialect', 'theirId'], meets: 'insert' },
  errand: {
    columns: {
      merchant: 'text', act: 'text', dispute: 'text', connection: 'text', kind: 'text', stage: 'text', attempts: 'int', fence: 'int', leaseUntil: 'time',
      dueAt: 'time', madeAt: 'time', askedAt: 'time', unknownAt: 'time', alarmedAt: 'time', looks: 'int', last: 'text', progress: 'text',
    },
    key: ['merchant', 'act'], meets: 'insert',
  },
  asking: {
    columns: {
      merchant: 'text', act: 'text', number: 'int', part: 'text', fence: 'int', at: 'time', outcome: 'text', code: 'text', status: 'int', request: 'text', answer: 'text',
    },
    key: ['merchant', 'act', 'number', 'part'], meets: 'insert',
  },
  person: {
    columns: {
      merchant: 'text', id: 'text', name: 'text', lookup: 'text', role: 'text', password: 'text', revision: 'int', createdAt: 'time', updatedAt: 'time', disabledAt: 'time',
    },
    key: ['merchant', 'id'], meets: 'insert',
  },
  session: {
    columns: { merchant: 'text', id: 'text', person: 'text', revision: 'int', createdAt: 'time', seenAt: 'time', expiresAt: 'time', body: 'text' },
    key: ['merchant', 'id'], meets: 'insert',
  },
  preparing: {
    columns: { merchant: 'text', dispute: 'text', person: 'text', name: 'text', kind: 'text', since: 'time', until: 'time' }, key: ['merchant', 'dispute', 'person'], meets: 'replace',
  },
  saved_view: {
    columns: { merchant: 'text', person: 'text', id: 'text', place: 'int', name: 'text', view: 'text', filter: 'text', createdAt: 'time', updatedAt: 'time' },
    key: ['merchant', 'id'], meets: 'replace',
  },
  batch: { columns: { merchant: 'text', id: 'text', at: 'time' }, key: ['merchant', 'id'], meets: 'insert' },
  setting: { columns: { merchant: 'text', name: 'text', value: 'text' }, key: ['merchant', 'name'], meets: 'replace' },
}

/** What an update never touches: said here, so that the indexes over these columns are left alone. */
export const fixed: Partial<Record<TableName, string[]>> = {
  dispute: ['dialect', 'home', 'theirId', 'currency', 'amount', 'payment', 'openedAt'],
  payment: ['currency'],
}

/** What stays as it first was, whatever a later row says: a credential that was revoked in one process stays so. */
export const kept: Partial<Record<TableName, string[]>> = { credential: ['revokedAt'] }

/** What only one may have, for good: the name of the constraint in PostgreSQL, and what SQLite says of it. */
export const takenOnce = {
  dispute_theirs_once: 'dispute.merchant, dispute.dialect, dispute.their_id', holder_once: 'holder.merchant, holder.lookup', twin_once: 'twin.merchant, twin.dialect, twin.their_id',
  saved_view_name_once: 'saved_view.merchant, saved_view.person, saved_view.name', saved_view_place_once: 'saved_view.merchant, saved_view.person, saved_view.place',
}

export const tableNames = Object.keys(tables) as TableName[]
export const shapeOf = (table: TableName): Shape => tables[table] as Shape
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
export const fieldsOf = (table: TableName): string[] => Object.keys(tables[table].columns)

/** What a `select` of a table lists: `their_id as "theirId"`, so that rows come back under their fields' names. */
export function selectOf(table: TableName, alias = table as string): string {
  return fieldsOf(table).map((field) => `${alias}.${columnOf(field)} as "${field}"`).join(', ')
}

/** Drivers give every integer as number or bigint as they please; the table says which it is. */
export function revive<T extends TableName>(table: T, row: Row): Tables[T] {
  const { columns } = shapeOf(table)
  for (const field in columns) {
    const value = row[field]
    if (value === null || value === undefined) continue
    const kind = columns[field]
    if (kind === 'big') row[field] = BigInt(value as bigint)
    else if ((kind === 'int' || kind === 'time') && typeof value !== 'number') row[field] = Number(value)
  }
  return row as Tables[T]
}
