// What was loaded for a batch, from the rows of its four statements: disputes, payments, answered keys, revoked credentials.

import { heldOf } from '../engine/row.ts'
import { keyOf } from '../engine/store.ts'
import type { Loaded, Tables } from '../engine/store.ts'
import { revive } from './tables.ts'
import type { Row } from './tables.ts'

type Body = Pick<Tables['dispute'], 'body' | 'chain' | 'payment'>

export function loadedOf([disputes = [], payments = [], keys = [], revoked = []]: Row[][]): Loaded {
  return {
    disputes: new Map(disputes.map((row) => [row.id as string, heldOf(row as Row & Body)])),
    payments: new Map(payments.map((row) => [row.id as string, revive('payment', row)])),
    keys: new Map(keys.map((row) => [keyOf(row.principal as string, row.key as string), revive('idempotency', row)])),
    revoked: new Set(revoked.map((row) => row.id as string)),
  }
}
