// What the README of the dialect shows runs as it stands, against the sandbox that `npm start` starts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { blocksOf } from '../../docs/markdown.ts'
import { runBlocks } from '../../docs/session.ts'
import { lacking } from './openssl.ts'

const readme = new URL('../../../src/dialects/alipay/README.md', import.meta.url)

test('the commands of the README accept a dispute', async t => {
  const absent = await lacking()
  if (absent) return t.skip(absent)
  const ran = await runBlocks(blocksOf(readFileSync(readme, 'utf8')).filter(({ language }) => language === 'sh'))
  assert.deepEqual(ran.map(({ exit }) => exit), [0, 0], ran.map(({ told, output }) => told + output).join('\n'))
  assert.match(ran.at(-1)!.output, /^\{"result":\{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"Success"\},"disputeId":"2026112000000000000000000001"/)
})
