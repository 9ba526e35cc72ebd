/** A folder for one test's databases, and an order for what a test leaves behind: what came last goes first. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Ending = { after(work: () => unknown): void }

/** Node's own runner clears up in the order of asking: a folder would go before the server that writes in it. */
export function lastFirst(t: Ending): Ending {
  const works: (() => unknown)[] = []
  t.after(async () => {
    for (const work of works.reverse()) await work()
  })
  return { after: (work) => void works.push(work) }
}

export function crashFolder(t: Ending): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'))
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}
