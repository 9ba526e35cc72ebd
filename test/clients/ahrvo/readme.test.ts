// The commands of the dialect's own document, as they stand, with curl itself against what `npm start` makes; and its tables against the
// contract and the folder.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { ahrvoContract } from '../../../src/dialects/ahrvo/contract.ts'
import { responseStates, states } from '../../../src/dialects/ahrvo/translate.ts'
import { blocksOf } from '../../docs/markdown.ts'
import { runBlocks } from '../../docs/session.ts'
import { differences, type Json } from '../../docs/shape.ts'
import { readText, root } from '../../tidy/tree.ts'

const path = 'src/dialects/ahrvo/README.md'
const text = readText(path)
const lacks = (program: string): boolean => spawnSync(program, ['--version']).error !== undefined

test('the commands run as they stand and answer what is shown', async t => {
  if (lacks('curl') || lacks('bash')) return t.skip('this machine has no curl or no bash')
  const blocks = blocksOf(text)
  for (const { block, output, told, exit } of await runBlocks(blocks.filter(({ language }) => language === 'sh'))) {
    const next = blocks[blocks.indexOf(block) + 1]
    const shown = next?.language === 'json' ? JSON.parse(next.text) as Record<string, Json> : null
    const { status, ...fields } = shown ?? {}
    assert.equal(exit === 0, status === undefined, `${path}:${block.line} ended with ${exit}: ${(output + told).slice(-300)}`)
    if (shown) assert.deepEqual(differences(fields as Json, JSON.parse(output.trim().split('\n').at(-1)!) as Json), [])
  }
})

test('every call, state and exchange is in the tables', () => {
  for (const { method, path: called, operation } of Object.values(ahrvoContract.endpoints)) assert.ok(text.includes(`\`${method} ${called.replace('/payments/na', '…')}\` | \`${operation}\``), operation)
  for (const word of [...states, ...responseStates]) assert.ok(text.includes(`\`${word}\``), word)
  for (const [, file] of text.matchAll(/\]\((exchanges\/[\w-]+\.http)\)/g)) assert.ok(existsSync(`${root}src/dialects/ahrvo/${file}`), file!)
})

test('every conformance row of the contract is a test that carries its number', () => {
  const numbers = [1, 2, 3, 4, 5, 7, 9, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50]
  const tests = readText('src/dialects/ahrvo/conformance.test.ts') + readText('test/clients/ahrvo/finix-node.test.ts')
  const named = [...tests.matchAll(/^test\('([\d, ]+): /gm)].flatMap(([, list]) => list!.split(',').map(Number))
  assert.deepEqual(named.sort((a, b) => a - b), numbers)
})
