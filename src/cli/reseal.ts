// Seals every secret anew under the newest seal key, so that the one before it opens nothing of value any more.

import { problemsReport } from '../app/config-report.ts'
import { readConfig } from '../app/config.ts'
import { realWorld } from '../app/world.ts'
import { idsFrom } from '../core/ids.ts'
import { reseal as resealAll } from '../engine/reseal.ts'
import { createVault } from '../engine/vault.ts'
import { openStore } from '../store/open.ts'
import { define, done } from './command.ts'
import { databaseOf, using } from './database.ts'
import { Ended, exits } from './exit.ts'
import type { Io } from './io.ts'

export const reseal = define({
  usage: 'parley reseal', examples: ['PARLEY_SEAL_KEY=NEW,OLD parley reseal'], options: {}, args: { least: 0, most: 0 },
  about: 'Once every server runs with PARLEY_SEAL_KEY=NEW,OLD: what connections, credentials and webhooks keep sealed under OLD is sealed under NEW.\nAn embedded database is resealed while no server has it open. OLD stays last in the setting: credentials are found again by it.\nExit code 5: something was changed meanwhile and is left; run it again.',
  async run({ values, io, put, say }) {
    const { url } = databaseOf(io)
    const vault = createVault(keysOf(io), realWorld.random)
    const ids = idsFrom(realWorld.now, realWorld.random)
    const told = await using(async () => {
      const store = await openStore(url)
      return resealAll({ store, vault, now: realWorld.now, nextBatch: () => ids.next('req') }).finally(() => store.close())
    })
    await put(values.json ? `${JSON.stringify(told)}\n` : `${told.changed} of ${told.read} sealed anew, ${told.left} left\n`)
    if (told.left > 0) await say('Something was changed meanwhile. Run it again.\n')
    return told.left === 0 ? done : exits.changed
  },
})

function keysOf({ env, readFile }: Io): Uint8Array[] {
  const { PARLEY_SEAL_KEY, PARLEY_SEAL_KEY_FILE } = env
  const read = readConfig({ env: { PARLEY_SEAL_KEY, PARLEY_SEAL_KEY_FILE }, isSample: () => false, readText: path => new TextDecoder().decode(readFile(path)) })
  if ('problems' in read) throw new Ended(exits.invalid, problemsReport(read.problems))
  const { sealKeys } = read.config
  if (!sealKeys || sealKeys.length < 2) throw new Ended(exits.invalid, 'PARLEY_SEAL_KEY has to name the new key and the old one: NEW,OLD.')
  return sealKeys
}
