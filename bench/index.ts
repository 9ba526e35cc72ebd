// `npm run bench`: how fast Parley accepts and reads, beside what the same database does without it, in one run on one machine. Only
// the ratios mean something elsewhere.

import { cpus } from 'node:os'
import { accepting } from './accepting.ts'
import { bridged } from './bridge.ts'
import { desk } from './desk.ts'
import { filled } from './filled.ts'
import { languages } from './languages.ts'
import { startClient } from './http.ts'
import { deskQueues, readOptions } from './options.ts'
import type { Options, StoreKind } from './options.ts'
import { placeOf } from './place.ts'
import { reading } from './reading.ts'
import { report } from './report.ts'
import { reportBridge } from './report-bridge.ts'
import { reportDesk } from './report-desk.ts'
import { reportLanguages } from './report-languages.ts'
import { startServer } from './server.ts'
import { chromiumAbsent } from '../test/kit/desk-browser.ts'

const options = readOptions(process.argv.slice(2))
const say = (line: string): void => void process.stdout.write(`${line}\n`)

say(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}; ${options.repetitions} repetitions of ${options.partMs} ms, taking turns; each figure the median`)
const emptyMb = options.bridgeOnly || options.deskOnly ? 0 : await emptyMemory()
for (const kind of options.deskOnly ? [] : options.stores) {
  if (!options.bridgeOnly) await measure(kind, options)
  await measureBridge(kind, options)
}
if (!options.bridgeOnly) await measureDesk()

async function measure(kind: StoreKind, options: Options): Promise<void> {
  const place = await placeOf(kind)
  if ('absent' in place) return say(`\n${kind} was not measured: ${place.absent}`)
  const client = startClient()
  try {
    const ready = await filled(place, options)
    say(`\n${kind}: filled in ${ready.seconds.toFixed(0)} s`)
    const accepted = await accepting(place, ready, options, client)
    const read = await reading(place, ready, options, client)
    report({ kind, disputes: ready.disputes, accepted, read, emptyMb }, say)
    reportLanguages(kind, await languages(place, options, client), say)
  } finally {
    client.close()
    await place.remove()
  }
}

async function measureBridge(kind: StoreKind, options: Options): Promise<void> {
  const place = await placeOf(kind)
  if ('absent' in place) return say(`\n${kind} was not measured: ${place.absent}`)
  const client = startClient()
  try {
    reportBridge(kind, await bridged(place, options, client), say)
  } finally {
    client.close()
    await place.remove()
  }
}

async function measureDesk(): Promise<void> {
  const absent = chromiumAbsent()
  if (absent !== null) return say(`\nThe desk was not measured: ${absent}`)
  reportDesk(await desk(deskQueues), say)
}

async function emptyMemory(): Promise<number> {
  const server = await startServer('sqlite::memory:')
  const mb = server.memory()
  await server.stop()
  return mb
}
