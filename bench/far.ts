// The provider of the bridge's measurements: a Parley in a process of its own that answers after a while, and one merchant's requests
// never when it is told to.

import { createApp } from '../src/app/app.ts'
import { sandboxAdminKey } from '../src/app/config.ts'
import { silentLog } from '../src/app/log.ts'
import { realWorld } from '../src/app/world.ts'
import type { Actor, DialectName } from '../src/core/dispute.ts'
import type { DisputeId, MerchantId } from '../src/core/ids.ts'
import { startHost } from '../src/host/host.ts'
import type { WireHandle } from '../src/wire/http.ts'
import { credentials, lineFor, opened } from './cases.ts'
import type { Line, Shown } from './cases.ts'
import { sealKey } from './filled.ts'

export type FarOrders = {
  start: { asked: null; told: { port: number } }
  /** How long it takes over each answer, and who waits for ever, by its `Authorization`. */
  behave: { asked: { afterMs: number; dead: string | null }; told: null }
  merchant: { asked: null; told: { merchant: MerchantId; shown: Shown } }
  /** Opens disputes; answers the requests that accept them. */
  open: { asked: { merchant: MerchantId; shown: Shown; dialect: DialectName; count: number }; told: Line }
  /** Processor time so far, in milliseconds. */
  spent: { asked: null; told: number }
  /** Ends so many of a merchant's disputes that nobody has ended yet. */
  withdraw: { asked: { merchant: MerchantId; count: number }; told: null }
}
export type FarName = keyof FarOrders
export type FarOrder<N extends FarName = FarName> = { name: N; asked: FarOrders[N]['asked'] }

const config = { port: 0, host: '127.0.0.1', databaseUrl: 'sqlite::memory:', mode: 'sandbox', adminKey: sandboxAdminKey, publicUrl: null, logLevel: 'silent', sealKeys: [new Uint8Array(sealKey)] } as const
const app = await createApp({ ...config, sealKeys: [...config.sealKeys] }, { world: realWorld, log: silentLog, loadCast: null })
const open = new Map<MerchantId, DisputeId[]>()
const bank: Actor = { kind: 'system', id: 'bank', surface: 'native', request: null }
let behaviour: FarOrders['behave']['asked'] = { afterMs: 0, dead: null }

const slowly: WireHandle = Object.assign(async (request: Parameters<WireHandle>[0]) => {
  const { afterMs, dead } = behaviour
  if (dead !== null && request.headers.get('authorization') === dead) return { status: 200, headers: {}, body: '', fault: 'hang' as const }
  if (afterMs > 0) await realWorld.pause(afterMs)
  return app.handle(request)
}, { bodyLimit: app.handle.bodyLimit })

const obeyed: { [N in FarName]: (asked: FarOrders[N]['asked']) => Promise<FarOrders[N]['told']> } = {
  async start() {
    const { port } = await startHost({ handle: slowly, port: 0, host: '127.0.0.1', nextId: () => app.engine.world.ids.next('req'), onBug: error => { throw error } })
    return { port }
  },
  async behave(asked) {
    behaviour = asked
    return null
  },
  async merchant() {
    const merchant = app.engine.world.ids.next('mch')
    return { merchant, shown: await credentials(app, merchant) }
  },
  async open({ merchant, shown, dialect, count }) {
    const cases = await opened(app, merchant, dialect, count)
    open.set(merchant, cases.map(({ id }) => id as DisputeId))
    return lineFor(dialect, shown, cases)
  },
  async spent() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
  async withdraw({ merchant, count }) {
    await Promise.all(open.get(merchant)!.splice(0, count).map(dispute => app.engine.perform({ merchant, dispute, command: { kind: 'resolve', by: bank, verdict: 'withdrawn', final: true, judged: null, note: null, fees: [] } })))
    return null
  },
}

// What it answers to is gone: nobody would end it.
process.once('disconnect', () => process.exit())
process.on('message', ({ name, asked }: FarOrder) => void (obeyed[name] as (asked: unknown) => Promise<unknown>)(asked).then(told => process.send!({ told })))
