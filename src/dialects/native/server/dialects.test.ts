import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dialects } from '../../../core/dispute.ts'
import { items, startNative, textOf } from '../../../../test/kit/native.ts'

test('each provider is told with its rules, what a connection brings, and the names under which its calls can be made to fail', async t => {
  const kit = await startNative()
  t.after(kit.close)
  const { call } = await kit.merchant()
  const all = items((await call('GET', '/v1/dialects')).body.data)
  assert.deepEqual(all.map(({ dialect }) => dialect), dialects)
  for (const { dialect, operations, respond_within, evidence, overdue_stays } of all) {
    const name = textOf(dialect)
    const { terms, connector } = kit.app.dialects[name as (typeof dialects)[number]]
    assert.deepEqual([respond_within, evidence!['file_bytes'], overdue_stays], [terms.respondWithin, terms.evidence.fileBytes, terms.overdueStays ?? false], name)
    const told = all.find(one => one.dialect === dialect)!['connection'] as { credentials?: unknown } | null
    assert.deepEqual(told?.credentials, connector?.credentials.map(({ name: field, secret, optional = false, about }) => ({ name: field, secret, needed: !optional, about })), name)
    const [operation] = operations as unknown as string[]
    assert.ok(operation, name)
    assert.equal((await kit.admin('POST', '/v1/sandbox/faults', { dialect, operation, fault: 'refuse' })).status, 201)
  }
  assert.equal(textOf(all.find(({ dialect }) => textOf(dialect) === 'omise')!['accept']!['path']), '/disputes/{id}/accept')
})
