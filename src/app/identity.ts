// What a database is and under which keys it was sealed, written down at its first start. A sandbox, which can be emptied by a
// call, never opens a live database, and the other way round.

import type { MerchantId } from '../core/ids.ts'
import type { Engine } from '../engine/engine.ts'
import type { Vault } from '../engine/vault.ts'
import type { Mode } from './config.ts'

/** Why this database cannot be served with this configuration; said to a person, without a trace of calls. */
export class Unfit extends Error {
  override name = 'Unfit'
}

export async function claimMode(engine: Engine, mode: Mode): Promise<void> {
  const found = await settle(engine, 'mode', mode)
  if (found !== mode) throw new Unfit(`This database is ${found} and PARLEY_MODE is ${mode}. Name another database in DATABASE_URL, or set PARLEY_MODE=${found}.`)
}

/** Without this, a wrong key would let nobody in and would look as if every credential were gone. */
export async function claimSeal(engine: Engine, vault: Vault): Promise<void> {
  const mark = vault.lookup('parley seal mark')
  const found = await settle(engine, 'seal_mark', mark)
  if (found !== mark) throw new Unfit('This database was sealed under another master key. Give PARLEY_SEAL_KEY the key that it was made with; once that was changed NEW,OLD, with OLD last for good.')
}

/** The first who says it is believed, also when two processes begin at once: the second finds the answer of the first under the key. */
export async function settle(engine: Engine, name: string, value: string): Promise<string> {
  const known = await engine.reads.setting(name)
  if (known !== null) return known
  const told = await engine.write({
    merchant: nobody, key: { principal: 'parley', key: name, fingerprint: name },
    writes: [{ table: 'setting', rows: [{ merchant: nobody, name, value }] }], answer: { status: 200, headers: {}, body: value },
  })
  return told.kind === 'replayed' ? told.answer.body : value
}

/** What belongs to the whole server belongs to no merchant. */
const nobody = '' as MerchantId
