// What the app hands to a dialect's server.

import type { Dialect, Services } from '../dialects/dialect.ts'
import { isPanel } from '../dialects/faults.ts'
import { dialects } from '../dialects/index.ts'
import { checkBehind } from '../engine/check-merchant.ts'
import { createPreparing } from '../engine/preparing.ts'
import { endpointUrlRefused } from '../work/address.ts'
import type { App } from './app.ts'
import { bridgeServicesOf } from './bridge.ts'
import { concerns, noting, notingDoor } from './context.ts'
import { errorFields } from './log.ts'
import { systemOf } from './system.ts'
import { createWrongKeys } from './wrong-keys.ts'
import { signingSecretsOf } from './signing-secret.ts'

/** As many disputes as one call checks. */
const mostChecked = 500

export function servicesOf(app: App, closing: AbortSignal): Services {
  const { engine, stream, sandbox, vault, config, store, workers, world, figures, log } = app
  return {
    engine, stream, sandbox, vault, closing, accounts: noting(app.accounts), users: app.users, door: notingDoor(app.desk.door), publicUrl: config.publicUrl, finixPrefix: config.finixPrefix,
    signingSecret: signingSecretsOf(app),
    checkRecord: (merchant, after) => checkBehind(engine.reads, merchant, after, engine.world.now(), mostChecked), exchanges: app.wireLog, concerns, system: systemOf(app),
    preparing: createPreparing({ store, stream, now: world.now }),
    provider: dialect => providerOf(app.dialects[dialect]),
    resend: async (merchant, notice, now) => {
      const count = await store.queue.resend(merchant, notice, now)
      workers.wake()
      return count
    },
    urlRefused: url => endpointUrlRefused(url, { sandbox: config.mode === 'sandbox' }),
    theirId: (dialect, at) => dialects[dialect].theirId(world, at),
    pause: ms => world.pause(ms, closing),
    bridge: bridgeServicesOf(app),
    onBug: (error, request) => log.error({ ...errorFields(error), request }, 'A request broke'),
    count: figures.count,
    wrongKey: createWrongKeys(world.monotonic).seen,
  }
}

function providerOf({ called: name, contract }: Dialect): ReturnType<Services['provider']> {
  const endpoints = Object.values(contract?.endpoints ?? {})
  const accept = endpoints.find(({ operation }) => operation.startsWith('acceptDispute'))
  return { name, accept: accept ? { term: accept.summary, method: accept.method, path: accept.path } : null, operations: endpoints.filter(endpoint => !isPanel(endpoint)).map(({ operation }) => operation) }
}
