// What a caller hears of a decision that a connected provider was asked for, by how it ended while the caller waited.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { accept, accepted, accepting, after, confirm, id, lost, observe, news, refuseAct, submit, submitting } from '../../../../test/kit/builders.ts'
import { ahrvoTerms as terms } from '../terms.ts'
import { awaited, type Deciding } from './awaited.ts'

const asked = accepting({ dialect: 'ahrvo' }, { terms })
const defended = submitting({ dialect: 'ahrvo' }, { terms })

async function heard(dispute: Dispute, ended: Dispute | null, command: Deciding = accept()): Promise<string> {
  const services = { bridge: { settled: async () => ended }, engine: { termsOf: () => terms }, count() {} } as unknown as Services
  const answer = await awaited(services, dispute, command)
  return 'failure' in answer ? answer.failure : answer.dispute.state
}

test('until it has ended nobody knows', async () => {
  assert.deepEqual([await heard(asked, null), await heard(asked, asked), await heard(defended, defended, submit())], ['in_progress', 'in_progress', 'in_progress'])
})

test('confirmed, it is what was asked for', async () => {
  assert.equal(await heard(asked, after(asked, confirm(), { terms })), 'accepted')
  assert.equal(await heard(defended, after(defended, confirm(), { terms }), submit()), 'under_review')
})

test('turned down, it is refused by the provider, and overtaken by another end, by that', async () => {
  assert.equal(await heard(asked, after(asked, refuseAct(), { terms })), 'provider_refused')
  assert.equal(await heard(asked, after(asked, observe(news('lost')), { terms })), 'already_lost')
  assert.equal(await heard(defended, after(defended, observe(news('accepted')), { terms }), submit()), 'already_accepted')
  assert.equal(await heard(asked, after(asked, confirm(), { terms }), accept({ act: id('act', 2) })), 'already_accepted', 'by another act')
})

test('what was decided here waits for nobody', async () => {
  for (const dispute of [accepted(), lost(), after(defended, confirm(), { terms })]) assert.equal(await heard(dispute, null), dispute.state)
})
