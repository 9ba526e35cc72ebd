// What a process has to agree on with its database before it touches anything else: its mode, its clock and its master keys.

import { restoreOffset, type Clock } from '../engine/clock.ts'
import type { Engine } from '../engine/engine.ts'
import { createVault, type Vault } from '../engine/vault.ts'
import type { Config } from './config.ts'
import { claimMode, claimSeal } from './identity.ts'
import { keepMasterKeys, masterKeysOf } from './seal-key.ts'
import type { RealWorld } from './world.ts'

/** `again` says it once more after the database was emptied. */
export type Claimed = { vault: Vault; again(): Promise<void> }

export async function claimed(config: Config, engine: Engine, clock: Clock | null, world: RealWorld): Promise<Claimed> {
  await claimMode(engine, config.mode)
  if (clock) await restoreOffset(clock, engine.reads)
  const keys = await masterKeysOf(config, engine, world.random)
  const vault = createVault(keys, world.random)
  await claimSeal(engine, vault)
  const again = async (): Promise<void> => {
    await claimMode(engine, config.mode)
    await keepMasterKeys(config, engine, keys)
    await claimSeal(engine, vault)
  }
  return { vault, again }
}
