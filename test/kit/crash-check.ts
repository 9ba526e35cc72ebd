/** What a killed server left behind, read by the store itself: it must fit together, and hold all that was ever acknowledged. */
import assert from 'node:assert/strict'
import { check } from '../../src/engine/check.ts'
import { reportOf } from '../../src/engine/check-problem.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/engine/store.ts'
import type { Deed } from './witness.ts'

export async function checkLeftBehind(databaseUrl: string, acknowledged: readonly Deed[]): Promise<void> {
  const store = await openStore(databaseUrl, { migrates: false, retryForMs: 10_000 })
  try {
    const checked = await check(store, { now: Date.now() })
    assert.ok(checked.ok, reportOf(checked))
    await allThere(store, acknowledged)
  } finally {
    await store.close()
  }
}

async function allThere(store: Store, acknowledged: readonly Deed[]): Promise<void> {
  const states = new Map<string, string>()
  for await (const { theirId, state } of store.scan('dispute')) states.set(theirId, state)
  const answers = new Map<string, string>()
  for await (const { key, answer } of store.scan('idempotency')) answers.set(key, answer)
  for (const { kind, key, theirs, heard } of acknowledged) {
    assert.ok(typeof heard === 'object')
    const { status, body } = JSON.parse(answers.get(key) ?? '{}') as { status?: number; body?: string }
    assert.deepEqual([status, body], [heard.status, heard.text], `the kept answer under ${key}`)
    assert.ok(outcomes[kind].includes(states.get(theirs) ?? 'gone'), `${key} was acknowledged, and the dispute is ${states.get(theirs) ?? 'gone'}`)
  }
}

const outcomes: Record<Deed['kind'], string[]> = {
  open: ['needs_response', 'accepted', 'under_review'], accept: ['accepted'], hold: ['needs_response', 'accepted'], submit: ['under_review'],
}
