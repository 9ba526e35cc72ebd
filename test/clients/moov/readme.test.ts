// The commands of the dialect's own document run as they stand, its tables tell of everything that is served, and what they name is there.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { moovContract } from '../../../src/dialects/moov/contract.ts'
import { evidenceTypes, phases, statuses } from '../../../src/dialects/moov/contract/shapes.ts'
import { blocksOf, linksOf } from '../../docs/markdown.ts'
import { runBlocks } from '../../docs/session.ts'
import { readText, root } from '../../tidy/tree.ts'

const path = 'src/dialects/moov/README.md'
const text = readText(path)

test('the commands run as they stand', async t => {
  if (spawnSync('curl', ['--version']).error) return t.skip('this machine has no curl')
  const ran = await runBlocks(blocksOf(text).filter(({ language }) => language === 'sh'))
  assert.ok(ran.length > 0)
  assert.deepEqual(ran.filter(({ exit }) => exit !== 0), [])
  assert.match(ran.at(-1)!.output, /"status":"accepted"/)
})

test('every call, word and failure status of the contract is in its tables', () => {
  for (const { method, path: at, operation } of Object.values(moovContract.endpoints)) assert.ok(text.includes(`\`${method} ${at.replace('/accounts/{accountID}', '…')}\` | \`${operation}\``), operation)
  for (const word of [...statuses, ...phases, ...evidenceTypes]) assert.ok(text.includes(`\`${word}\``), word)
  for (const status of new Set(Object.values(moovContract.failures).map(({ status }) => status))) assert.match(text, new RegExp(`\\b${status}\\b`))
})

test('what it links to is there', () => {
  const broken = linksOf(text).filter(link => !existsSync(new URL(`${root}src/dialects/moov/${link.path}`, 'file:')))
  assert.deepEqual(broken, [])
})
