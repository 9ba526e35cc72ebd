// What the benchmark may be told: `--quick`, `--long`, `--store sqlite|postgres`, `--million no`, `--bridge` or
// `--desk` for the bridge or the desk alone.

import { parseArgs } from 'node:util'

export type StoreKind = 'sqlite' | 'postgres'
export type Options = { stores: StoreKind[]; repetitions: number; partMs: number; warmMs: number; closed: number; pool: number; listed: number; bridgeOnly: boolean; deskOnly: boolean }

/** Open disputes at each of the merchants whose queues are read. */
export const openEach = 20_000
/** Closed disputes of the merchant with a short history. */
export const fewClosed = 10_000
/** Open disputes before which the desk is measured. */
export const deskQueues = [10_000, 100_000]
export const callerCounts = [1, 32, 256]

const lengths = {
  quick: { repetitions: 3, partMs: 400, warmMs: 200, pool: 100_000, listed: 10_000 },
  usual: { repetitions: 3, partMs: 1000, warmMs: 300, pool: 240_000, listed: 100_000 },
  long: { repetitions: 5, partMs: 3000, warmMs: 1000, pool: 1_200_000, listed: 100_000 },
}

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args, options: { quick: { type: 'boolean' }, long: { type: 'boolean' }, store: { type: 'string' }, million: { type: 'string', default: 'yes' }, bridge: { type: 'boolean', default: false }, desk: { type: 'boolean', default: false } },
  })
  const length = values.quick ? lengths.quick : values.long ? lengths.long : lengths.usual
  return { ...length, stores: storesOf(values.store), closed: values.million === 'no' ? 50_000 : 1_000_000, bridgeOnly: values.bridge, deskOnly: values.desk }
}

function storesOf(named: string | undefined): StoreKind[] {
  if (named === undefined) return ['sqlite', 'postgres']
  if (named === 'sqlite' || named === 'postgres') return [named]
  throw new Error(`--store is sqlite or postgres, not ${named}`)
}
