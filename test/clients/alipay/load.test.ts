// Signing and verifying run beside the event loop: with 64 callers at once it still turns.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { box, pkcs8, startAlipay } from '../../kit/alipay.ts'

const connections = 64
const accepts = 1280
const rounds = 4
const allowedMs = 20

test('under 64 connections the event loop is delayed by less than 20 ms at the 99th percentile', async t => {
  const kit = await startAlipay({ socket: true })
  t.after(() => kit.close())
  const mill = await kit.alipay()
  const publicKey = mill.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const common = { url: kit.url, path: `${box}/acceptDispute`, connections, clientId: mill.clientId, privateKey: pkcs8(mill.privateKey), publicKey }
  const delayed = async (nativeKey: string | null, expected: object) => {
    const disputes: string[] = []
    for (let n = 0; n < accepts; n++) disputes.push((await kit.dispute(mill))[nativeKey === null ? 'theirs' : 'id'])
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    assert.deepEqual(await load({ ...common, disputes, nativeKey }), expected)
    delay.disable()
    return delay.percentile(99) / 1e6
  }
  const measured: { ms: number; without: number }[] = []
  // A machine that does other things too holds every process up: then what counts is what comes on top of the same load without signatures.
  for (let round = 0; round < rounds && !measured.some(({ ms, without }) => ms < allowedMs + without); round++) {
    const ms = await delayed(null, { 'SUCCESS signed': accepts })
    measured.push({ ms, without: ms < allowedMs ? 0 : await delayed(mill.key, { accepted: accepts }) })
  }
  const shown = measured.map(({ ms, without }) => `${ms.toFixed(1)} (without signatures ${without.toFixed(1)})`).join(', ')
  t.diagnostic(`event-loop delay at p99, ms: ${shown}`)
  assert.ok(measured.some(({ ms, without }) => ms < allowedMs + without), shown)
})

async function load(work: object): Promise<object> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('load.child.ts', import.meta.url))], { env: { ...process.env, WORK: JSON.stringify(work) }, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => void (output += piece))
  const [code] = (await once(child, 'close')) as [number | null]
  assert.equal(code, 0)
  return JSON.parse(output) as object
}
