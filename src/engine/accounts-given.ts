// Makes a credential in the form of its provider, with the values that were given. Values that do not fit make nothing.

import type { DialectName } from '../core/dispute.ts'
import type { Unusable } from './accounts.ts'
import type { AccountsParts } from './accounts-create.ts'
import type { MadeCredential } from './accounts-rows.ts'

/** A maker throws a RangeError, and only that, for given values that it cannot take. */
export async function makeGiven({ makers, engine, isSample }: AccountsParts, dialect: DialectName, given: Record<string, string>): Promise<MadeCredential | Unusable> {
  try {
    const made = await makers[dialect].make(given, engine.world)
    return [made.presented, ...Object.values(made.shown)].some(isSample) ? { kind: 'unusable', dialect, why: 'A sample credential opens nothing here' } : made
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'unusable', dialect, why: error.message }
  }
}
