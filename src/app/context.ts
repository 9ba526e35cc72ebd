// What is known of the request that is being answered, for its log line. Only the app writes and reads it; no decision rests on it.

import { AsyncLocalStorage } from 'node:async_hooks'
import type { MerchantId } from '../core/ids.ts'
import type { Door } from '../dialects/dialect.ts'
import type { Accounts, Principal } from '../engine/accounts.ts'

export type Context = {
  merchant: string | null
  /** Whose exchange it is, once the call says so. */
  concerns: MerchantId | null
  /** Somebody at the desk. */
  desk: boolean
}

const contexts = new AsyncLocalStorage<Context>()

export const inContext = <T>(context: Context, work: () => T): T => contexts.run(context, work)

/** Notes who was recognised, whichever dialect asked. */
export function noting(accounts: Accounts): Accounts {
  const noted = <P extends Principal | null>(principal: P): P => {
    const context = contexts.getStore()
    if (context && principal) context.merchant = principal.merchant ?? principal.kind
    if (context && principal?.merchant) context.concerns = principal.merchant
    return principal
  }
  return {
    ...accounts,
    authenticate: async (dialect, presented) => noted(await accounts.authenticate(dialect, presented)),
    administrator: presented => noted(accounts.administrator(presented)),
  }
}

export function notingDoor(door: Door): Door {
  return async request => {
    const signedIn = await door(request)
    const context = contexts.getStore()
    if (context && signedIn && signedIn !== 'foreign') Object.assign(context, { merchant: signedIn.merchant, concerns: signedIn.merchant, desk: true })
    return signedIn
  }
}

/** For whoever acts for several merchants. */
export function concerns(merchant: MerchantId): void {
  const context = contexts.getStore()
  if (context) context.concerns = merchant
}
