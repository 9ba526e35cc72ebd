/**
 * The power-cut test for the embedded store: records one run of Parley, then builds what the disk may hold after a cut at each
 * chosen moment, opens it with the store and holds it to what had been acknowledged by then.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from '../../src/engine/check.ts'
import { reportOf } from '../../src/engine/check-problem.ts'
import { openStore } from '../../src/store/open.ts'
import { diskOf, fates, happen, imageOf } from './crash-images.ts'
import type { Random } from './crash-random.ts'
import { watched, type Op } from './crash-strace.ts'
import { kitStart, startParley } from './server.ts'

const database = 'parley.db'
const files = [database, `${database}-wal`]
const child = fileURLToPath(new URL('crash-power-child.ts', import.meta.url))

export type Recording = { folder: string; disk: string; before: Map<string, Buffer>; ops: Op[] }
export type PowerFigures = { images: number; syncs: number; heard: number }

/** `folder` is empty and stays the caller's. The recorded run begins on a database that was made and closed before. */
export async function record(folder: string, rounds: number): Promise<Recording> {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  await (await startParley({ store: `sqlite:${join(disk, database)}` })).close()
  const before = new Map([[database, readFileSync(join(disk, database))]])
  const ops = await watched(disk, files, 'heard', [process.execPath, child, disk, String(rounds)])
  return { folder, disk, before, ops }
}

/** What was recorded, replayed whole, is what the run left behind: no write went another way. */
export function isComplete({ disk, before, ops }: Recording, random: Random): boolean {
  const replayed = diskOf('disk', before)
  for (const op of ops) happen(replayed, op)
  const image = imageOf(replayed, 'kept', random)
  return files.every((file) => image.get(file)?.equals(readFileSync(join(disk, file))))
}

/** Cuts the recording at `moments` of its steps, spread over all of them by chance, in every fate. */
export async function cutEverywhere({ folder, before, ops }: Recording, moments: number, random: Random): Promise<PowerFigures> {
  const disk = diskOf('disk', before)
  const chosen = chosenOf(ops, moments, random)
  const heard = new Map<string, string>()
  const figures: PowerFigures = { images: 0, syncs: ops.filter(({ kind }) => kind === 'sync').length, heard: ops.filter(({ kind }) => kind === 'heard').length }
  for (const [at, op] of ops.entries()) {
    if (op.kind === 'heard') listen(heard, op.line)
    happen(disk, op)
    if (!chosen.has(at)) continue
    for (const fate of fates) {
      await holds(folder, imageOf(disk, fate, random), heard, `the cut after step ${at} of ${ops.length} (${op.kind}), what was not synced ${fate}`)
      figures.images++
    }
  }
  return figures
}

/** Just before and just after each sync, and just after each acknowledgement; the rest of the moments anywhere. */
function chosenOf(ops: readonly Op[], moments: number, random: Random): Set<number> {
  const edges = ops.flatMap(({ kind }, at) => (kind === 'sync' ? [at - 1, at] : kind === 'heard' ? [at] : []))
  const chosen = new Set<number>()
  const wanted = Math.min(moments, ops.length)
  while (chosen.size < wanted) chosen.add(random.chance(0.7) && chosen.size < edges.length ? random.pick(edges) : random.whole(ops.length))
  return chosen
}

function listen(heard: Map<string, string>, line: string): void {
  const { theirs, state } = JSON.parse(line) as { theirs: string; state: string }
  heard.set(theirs, state)
}

async function holds(parent: string, image: ReadonlyMap<string, Buffer>, heard: ReadonlyMap<string, string>, when: string): Promise<void> {
  const folder = mkdtempSync(join(parent, 'image-'))
  for (const [name, bytes] of image) writeFileSync(join(folder, name), bytes)
  const store = await openStore(`sqlite:${join(folder, database)}`, { migrates: false }).catch((error: unknown) => assert.fail(`${when}: it does not open: ${String(error)}`))
  try {
    const checked = await check(store, { now: kitStart })
    assert.ok(checked.ok, `${when}: ${reportOf(checked)}`)
    const states = new Map<string, string>()
    for await (const { theirId, state } of store.scan('dispute')) states.set(theirId, state)
    for (const [theirs, state] of heard) {
      const found = states.get(theirs) ?? 'gone'
      assert.ok(found === state || (state === 'needs_response' && found === 'accepted'), `${when}: ${theirs} was acknowledged as ${state}, and it is ${found}`)
    }
  } finally {
    await store.close()
  }
  rmSync(folder, { recursive: true })
}
