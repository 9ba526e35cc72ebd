import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crashFolder } from '../kit/crash-folder.ts'
import { cutEverywhere, isComplete, record } from '../kit/crash-power.ts'
import { randomOf } from '../kit/crash-random.ts'
import { straceAbsent } from '../kit/crash-strace.ts'
import { seedOfTests } from '../kit/crash-suite.ts'

const rounds = 24
const moments = 75

test('SQLite: whatever a power cut leaves of what was not synced, all that was acknowledged is there and everything fits together', async (t) => {
  const absent = straceAbsent()
  if (absent !== null) return t.skip(absent)
  const random = randomOf(`${seedOfTests} power`)
  const recording = await record(crashFolder(t), rounds)
  assert.ok(isComplete(recording, random), 'the recording does not hold every write')
  const { images, syncs, heard } = await cutEverywhere(recording, moments, random)
  t.diagnostic(`${images} images from ${recording.ops.length} steps with ${syncs} syncs and ${heard} acknowledgements, and nothing was lost in any`)
})
