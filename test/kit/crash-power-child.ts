/**
 * What is watched by the power-cut test: a whole Parley in process that decides over one database, and writes down what was
 * acknowledged to a file of its own at the moment at which its caller hears it. Takes the folder and the number of rounds.
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { startNative } from './native.ts'

const [folder, rounds] = process.argv.slice(2) as [string, string]
const kit = await startNative({ store: `sqlite:${join(folder, 'parley.db')}` })
const merchant = await kit.merchant()
const heard = openSync(join(folder, 'heard'), 'a')
const tell = (line: object): void => void writeSync(heard, `${JSON.stringify(line)}\n`)

async function life(theirs: string): Promise<void> {
  const { id } = await kit.open(merchant, { theirs: { id: theirs }, payment: { id: `pay-${theirs}` } })
  tell({ theirs, state: 'needs_response' })
  const { status, text } = await merchant.call('POST', `/v1/disputes/${String(id)}/accept`, { reason: 'customer_is_right' }, { 'idempotency-key': `k-${theirs}` })
  if (status !== 200) throw new Error(text)
  tell({ theirs, state: 'accepted' })
}

// One caller, then several: commits of one decision and of many.
for (let round = 0; round < Number(rounds); round++) {
  await Promise.all(Array.from({ length: 1 + (round % 4) * 2 }, (_, at) => life(`p${round}-${at}`)))
  await kit.app.workers.runOnceAll(kit.clock.now())
}
// Its end is a power cut too: nothing is closed.
process.kill(process.pid, 'SIGKILL')
