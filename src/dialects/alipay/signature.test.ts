import assert from 'node:assert/strict'
import { createPublicKey, createSign, createVerify } from 'node:crypto'
import { test } from 'node:test'
import { keyPair, sha256 } from '../../../test/kit/alipay.ts'
import { contentOf, parseSignature, sign, verify, verifyHeader } from './signature.ts'

const key = keyPair()
const publicKey = createPublicKey(key)
const path = '/ams/sandbox/api/v1/payments/acceptDispute'
const asked = { uri: path, clientId: 'SANDBOX_5X00000000000000', time: '1685599933871', body: '{"disputeId":"202401012501310115730104"}' }

test('what is signed is that of the documented examples, byte for byte', () => {
  const live = contentOf({ ...asked, uri: '/ams/api/v1/payments/acceptDispute' })
  assert.deepEqual([live.length, sha256(live)], [119, '3a8e19234ba92ee780c30be3aed12f8ba14ed316ade2bdeee25b6d0c0c4a02c2'])
  const sandbox = contentOf(asked)
  assert.deepEqual([sandbox.length, sha256(sandbox)], [127, '158981d63bf85be1e754ca9a62af991841c595520cb0fea92a5a8add99690e79'])
  const body = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"Success"},"disputeId":"202401012501310115730104","disputeResolutionTime":"2024-01-01T18:25:00+00:00"}'
  const answer = contentOf({ ...asked, time: '2024-01-01T18:25:01+00:00', body })
  assert.deepEqual([answer.length, sha256(answer)], [270, '73eb7b072c4ff1a765d3fac9d0f353251a6615a5acfcb365bc528bba48868e95'])
})

test('a signature is the same every time, URL-encoded, and verifies elsewhere', async () => {
  const header = await sign(asked, key, '2')
  assert.equal(header, await sign(asked, key, '2'))
  const value = /^algorithm=RSA256,keyVersion=2,signature=([A-Za-z0-9%]+)$/.exec(header)![1]!
  assert.ok(createVerify('RSA-SHA256').update(contentOf(asked)).verify(publicKey, decodeURIComponent(value), 'base64'))
})

test('what was signed elsewhere verifies, with blanks after the commas or without', async () => {
  const value = encodeURIComponent(createSign('RSA-SHA256').update(contentOf(asked)).sign(key, 'base64'))
  for (const gap of ['', ' ', '  ']) assert.equal(await verifyHeader(asked, `algorithm=RSA256,${gap}keyVersion=1,${gap}signature=${value}`, publicKey), true)
  assert.equal(await verifyHeader(asked, `algorithm=RSA256,signature=${value}`, publicKey), true)
})

test('a change of any part of what was signed is noticed', async () => {
  const header = parseSignature(await sign(asked, key))!
  assert.equal(await verify(asked, header, publicKey), true)
  const changes = [
    { uri: '/ams/api/v1/payments/acceptDispute' }, { uri: `${path}?a=1` }, { clientId: 'SANDBOX_5X00000000000001' }, { time: '1685599933872' },
    { body: asked.body.replace(':', ': ') }, { body: `${asked.body}\n` }, { body: '' },
  ]
  for (const change of changes) assert.equal(await verify({ ...asked, ...change }, header, publicKey), false, JSON.stringify(change))
  assert.equal(await verify(asked, header, createPublicKey(keyPair())), false)
})

test('a header that is not one, or could be read in two ways, is none', async () => {
  const good = await sign(asked, key)
  const value = good.slice(good.indexOf('signature=') + 10)
  const bad: (string | undefined)[] = [
    undefined, '', value, `signature=${value}`, `algorithm=none,keyVersion=1,signature=${value}`, `algorithm=HS256,keyVersion=1,signature=${value}`,
    `algorithm=RSA256,algorithm=RSA256,signature=${value}`, `${good},signature=${value}`, `algorithm=RSA256,keyVersion=1,signature=`,
    `algorithm=RSA256,keyVersion=1,signature=%`, `algorithm=RSA256,keyVersion=1,signature=%2B+`, `algorithm=RSA256,keyVersion=1,signature=${'A'.repeat(9000)}`,
    good.replace('RSA256', 'rsa256'), good.slice(0, -3),
  ]
  for (const header of bad) assert.equal(parseSignature(header), null, String(header).slice(0, 80))
})

test('the version is read, and null where there is none', async () => {
  assert.equal(parseSignature(await sign(asked, key, '7'))!.keyVersion, '7')
  assert.equal(parseSignature((await sign(asked, key)).replace('keyVersion=1,', ''))!.keyVersion, null)
})

test('a signature of another length than the key has is no signature, and no error', async () => {
  assert.equal(await verifyHeader(asked, 'algorithm=RSA256,keyVersion=1,signature=AAAA', publicKey), false)
})

test('signing costs this thread a small part of what it costs', async () => {
  const spent = async (work: () => unknown) => {
    const before = process.threadCpuUsage()
    await work()
    const { user, system } = process.threadCpuUsage(before)
    return user + system
  }
  const here = await spent(() => { for (let n = 0; n < 200; n++) createSign('RSA-SHA256').update(contentOf(asked)).sign(key) })
  const signing = await spent(() => Promise.all(Array.from({ length: 200 }, () => sign(asked, key))))
  assert.ok(signing < here / 2, `${signing} µs of this thread against ${here} µs`)
})
