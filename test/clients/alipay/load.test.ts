// Signing and verifying run beside the event loop: with 64 callers at once they cost its thread a small part of what they cost.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createSign } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { box, keyPair, pkcs8, startAlipay } from '../../kit/alipay.ts'
import { ownMs, spentSince } from '../../kit/own-time.ts'

const connections = 64
const accepts = 640
const rounds = 3
const signatures = 50
/** Long, so that a signature takes several times as long as all the rest of an acceptance. */
const ours = keyPair(4096)
/** Of a signature. Callers whose turns come one by one share fewer batches, which costs the thread something too. */
const mostOnThread = 0.75

test('under 64 connections the thread of the event loop signs nothing', async t => {
  const kit = await startAlipay({ socket: true })
  t.after(() => kit.close())
  const mill = await kit.alipay(undefined, ours)
  const publicKey = mill.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const common = { url: kit.url, path: `${box}/acceptDispute`, connections, clientId: mill.clientId, privateKey: pkcs8(mill.privateKey), publicKey }
  const thread = async (nativeKey: string | null, expected: object) => {
    const disputes: string[] = []
    for (let n = 0; n < accepts; n++) disputes.push((await kit.dispute(mill))[nativeKey === null ? 'theirs' : 'id'])
    const [delay, from] = [monitorEventLoopDelay({ resolution: 1 }), process.threadCpuUsage()]
    delay.enable()
    assert.deepEqual(await load({ ...common, disputes, nativeKey }), expected)
    delay.disable()
    return { ms: spentSince(from) / accepts, delayMs: delay.percentile(99) / 1e6 }
  }
  // Its own time, not the clock's: what else the machine does is not in it. The same calls without signatures are the floor.
  const more: number[] = []
  for (let round = 0; round < rounds && !more.some(part => part < mostOnThread); round++) {
    const [signed, plain] = [await thread(null, { 'SUCCESS signed': accepts }), await thread(mill.key, { accepted: accepts })]
    const signature = ownMs(() => { for (let n = 0; n < signatures; n++) createSign('RSA-SHA256').update('x').sign(ours) }) / signatures
    more.push((signed.ms - plain.ms) / signature)
    t.diagnostic(`of the thread ${signed.ms.toFixed(2)} ms each, without signatures ${plain.ms.toFixed(2)} ms; a signature takes ${signature.toFixed(2)} ms; delay of the loop at p99 ${signed.delayMs.toFixed(1)} and ${plain.delayMs.toFixed(1)} ms`)
  }
  assert.ok(more.some(part => part < mostOnThread), `the greater part of a signature on the thread of the event loop: ${more.map(part => part.toFixed(2)).join(', ')}`)
})

async function load(work: object): Promise<object> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('load.child.ts', import.meta.url))], { env: { ...process.env, WORK: JSON.stringify(work) }, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => void (output += piece))
  const [code] = (await once(child, 'close')) as [number | null]
  assert.equal(code, 0)
  return JSON.parse(output) as object
}
