// A process of its own for the tests of SQLite: it holds a store until it is killed, or writes until the disk is full.

import { execFileSync } from 'node:child_process'
import { openStore } from './open.ts'
import { askOf, eventRow, merchantA } from './sample.ts'

const [url, what] = process.argv.slice(2)
const store = await openStore(url!, { sandbox: true })
const write = (seq: number, body: string): Promise<void> =>
  store.transact([askOf(merchantA)], () => [{ table: 'event', rows: [eventRow('dsp_1', seq, { body }), eventRow('dsp_1', seq + 1)] }])


async function hold(): Promise<void> {
  await write(1, '{}')
  console.log('holding')
  setInterval(() => undefined, 60_000)
}

// Node ignores the signal that would end a process at the limit: the write fails, as on a full disk.
async function fill(): Promise<void> {
  process.on('SIGXFSZ', () => undefined)
  let done = 0
  let failure = ''
  while (failure === '' && done < 20_000) {
    await write(done + 1, 'x'.repeat(10_000)).then(() => void (done += 2), (error: Error) => void (failure = error.name))
  }
  const found = await count()
  execFileSync('prlimit', ['--pid', `${process.pid}`, '--fsize=unlimited'])
  await write(done + 1, '{}')
  console.log(JSON.stringify({ done, failure, found, recovered: await count() }))
  process.exit(0)
}

const count = async (): Promise<number> => (await store.reads.events(merchantA, 'dsp_1', 0, 100_000)).length

if (what === 'fill') await fill()
else await hold()
