// The commands of the dialect's own document, as they stand, with curl itself against what `npm start` makes; and its tables against the
// contract and the folder.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { omiseContract } from '../../../src/dialects/omise/contract.ts'
import { keysOf } from '../../../src/dialects/omise/events.ts'
import { problems } from '../../../src/dialects/omise/problems.ts'
import { statuses } from '../../../src/dialects/omise/status.ts'
import { blocksOf } from '../../docs/markdown.ts'
import { runBlocks } from '../../docs/session.ts'
import { differences, type Json } from '../../docs/shape.ts'
import { readText, root } from '../../tidy/tree.ts'

const path = 'src/dialects/omise/README.md'
const text = readText(path)
const lacks = (program: string): boolean => spawnSync(program, ['--version']).error !== undefined

test('the commands run as they stand and answer what is shown', async t => {
  if (lacks('curl') || lacks('bash')) return t.skip('this machine has no curl or no bash')
  const blocks = blocksOf(text)
  for (const { block, output, told, exit } of await runBlocks(blocks.filter(({ language }) => language === 'sh'))) {
    const next = blocks[blocks.indexOf(block) + 1]
    const isError = next?.language === 'json' && next.text.includes('"error"')
    assert.equal(exit === 0, !isError, `${path}:${block.line} ended with ${exit}: ${(output + told).slice(-300)}`)
    if (next?.language === 'json') assert.deepEqual(differences(JSON.parse(next.text) as Json, JSON.parse(output.trim().split('\n').at(-1)!) as Json), [])
  }
})

test('every call, status, error, event and exchange is in the tables', () => {
  for (const { method, path: called, operation } of Object.values(omiseContract.endpoints)) assert.ok(text.includes(`| \`${method} ${called}\` | \`${operation}\``), operation)
  for (const word of [...statuses, ...Object.values(problems).map(({ code }) => code), ...Object.values(keysOf).flat()]) assert.ok(text.includes(`\`${word}\``), word)
  for (const [, file] of text.matchAll(/\]\((exchanges\/[\w-]+\.http)\)/g)) assert.ok(existsSync(`${root}src/dialects/omise/${file}`), file!)
})
