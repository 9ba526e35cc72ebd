// Real workers over a real engine and store, with a clock held in the hand: what a test of a worker needs and no more.

import type { Opening } from '../../src/core/command.ts'
import type { DisputeId, WebhookId } from '../../src/core/ids.ts'
import { idsFrom } from '../../src/core/ids.ts'
import { signingContext, writeSecrets, type SigningSecret } from '../../src/core/signing.ts'
import type { DialectName } from '../../src/core/dispute.ts'
import { nativeNotices } from '../../src/dialects/native/notices.ts'
import type { NoticeFormat } from '../../src/dialects/dialect.ts'
import { createEngine, type Engine } from '../../src/engine/engine.ts'
import type { Store, Tables } from '../../src/engine/store.ts'
import { createVault, type Vault } from '../../src/engine/vault.ts'
import { openStore } from '../../src/store/open.ts'
import { createWorkers, type WorkParts, type Workers } from '../../src/work/workers.ts'
import { anOpening, mill, noon, terms } from './builders.ts'
import { handClock, seededRandom, type HandClock } from './world.ts'

export const webhookSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

export type AtWork = {
  store: Store
  engine: Engine
  clock: HandClock
  vault: Vault
  told: string[]
  faults: string[]
  log: { facts: object; text: string }[]
  workers(changes?: Partial<WorkParts>): Workers
  open(changes?: Partial<Opening>): Promise<DisputeId>
  webhook(url: string, changes?: Partial<Tables['endpoint']>, secrets?: SigningSecret[]): Promise<WebhookId>
  /** Every delivery with its attempts, in the order of notices. */
  deliveries(): Promise<(Tables['delivery'] & { tries: Tables['attempt'][] })[]>
  events(dispute: DisputeId): Promise<string[]>
  close(): Promise<void>
}
export type AtWorkOptions = { url?: string; at?: number; clock?: HandClock; seed?: string; broken?: (dialect: DialectName) => boolean; notices?: NoticeFormat | null }

const vault = createVault([new Uint8Array(32).fill(9)], seededRandom('vault'))

export async function atWork({ url = 'sqlite::memory:', at = noon, clock = handClock(at), seed = 'at work', broken = () => false, notices = nativeNotices }: AtWorkOptions = {}): Promise<AtWork> {
  const random = seededRandom(seed)
  const store = await openStore(url, { sandbox: true })
  const ids = idsFrom(clock.now, random)
  const engine = createEngine({ store, world: { now: clock.now, ids, random }, termsOf: dialect => termsOf(dialect, broken), pause: ms => new Promise(resolve => setTimeout(resolve, ms)) })
  await engine.write({ merchant: mill, writes: [{ table: 'merchant', rows: [{ merchant: mill, name: 'Mill', createdAt: noon, body: '{}' }] }] })
  const told: string[] = []
  const faults: string[] = []
  const log: AtWork['log'] = []
  const line = (facts: object, text: string): void => void log.push({ facts, text })
  const parts: WorkParts = {
    engine, queue: store.queue, bridge: store.bridge, dialects: [{ name: 'native', notices }], vault, stream: { tell: merchant => void told.push(merchant) },
    sandbox: true, monotonic: clock.now, log: { info: line, warn: line, error: line },
    metrics: { count: (name, label) => void (name === 'deliveries' || faults.push(`${name} ${label}`)), gauge: () => {} },
  }
  return {
    store, engine, clock, vault, told, faults, log,
    workers: (changes = {}) => createWorkers({ ...parts, ...changes }),
    async open(changes = {}) {
      const id = ids.next('dsp')
      const opening = anOpening({ id, theirs: { id: `T-${id}`, status: 'open', reasonCode: null, reasonText: null }, payment: { ...anOpening().payment, id: `pay-${id}` }, openedAt: clock.now(), ...changes })
      await engine.perform({ merchant: opening.merchant, dispute: opening.id, command: { kind: 'open', by: { kind: 'system', id: 'test', surface: 'sandbox', request: null }, opening } })
      return opening.id
    },
    async webhook(url, changes = {}, secrets = [{ secret: webhookSecret, until: null }]) {
      const id = ids.next('whk')
      const sealed = vault.seal(writeSecrets(secrets), signingContext(mill, id))
      const row = { merchant: mill, id, dialect: 'native', url, kinds: '*', sealed, createdAt: clock.now(), disabledAt: null, body: '{}', ...changes } as const
      await engine.write({ merchant: mill, writes: [{ table: 'endpoint', rows: [row] }] })
      return id
    },
    async deliveries() {
      const notices = await store.reads.notices(mill, {}, null, 500)
      const found = await Promise.all(notices.reverse().map(({ id }) => store.reads.deliveries(mill, id)))
      return found.flat()
    },
    events: async dispute => (await store.reads.events(mill, dispute, 0, 100)).map(({ kind }) => kind),
    close: () => store.close(),
  }
}

function termsOf(dialect: DialectName, broken: (dialect: DialectName) => boolean): typeof terms {
  if (broken(dialect)) throw new Error(`No terms for ${dialect}`)
  return terms
}
