/**
 * The repository looks at its own shape. A convention worth repeating in review becomes a rule here, with its reason in the
 * message. The rules are data in `tidy/`; each is also shown a bad example, so that none of them can sleep.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forbiddenCode } from './tidy/code.ts'
import { forbiddenImports } from './tidy/imports.ts'
import { tablesWithoutMerchant, unpaired } from './tidy/migrations.ts'
import { unfitPackages } from './tidy/packages.ts'
import { headless, medianTooLong, tooLong } from './tidy/shape.ts'
import { readTree, type SourceFile } from './tidy/tree.ts'

const tree = readTree()

test('every folder imports only what the table allows', () => none(forbiddenImports(tree)))
test('no file writes what the house rules forbid', () => none(forbiddenCode(tree)))
test('no file of src is over 300 lines', () => none(tooLong(tree)))
test('the median file of src is under 90 lines', () => none(medianTooLong(tree)))
test('every file of some length says what it is for', () => none(headless(tree)))
test('both databases have the same migrations', () => none(unpaired(tree)))
test('every table leads with its merchant', () => none(tablesWithoutMerchant(tree)))
test('the dependencies are few, pinned, free of addresses and of install scripts', () => none(unfitPackages()))

test('the import rule sees static, type, re-exporting, side-effect and dynamic imports', () => {
  const bad: [string, string][] = [
    ['src/core/x.ts', "import { readFileSync } from 'node:fs'"],
    ['src/core/x.ts', "import type { Perform } from '../engine/perform.ts'"],
    ['src/core/x.ts', "export { z } from 'zod'"],
    ['src/core/x.ts', "export * from '../wire/serve.ts'"],
    ['src/core/x.ts', "import '../app/log.ts'"],
    ['src/core/x.ts', "const fs = await import('node:fs')"],
    ['src/wire/x.ts', "import type { Dispute } from '../core/dispute.ts'"],
    ['src/store/x.ts', "import { perform } from '../engine/perform.ts'"],
    ['src/dialects/omise/x.ts', "import { terms } from '../moov/terms.ts'"],
    ['src/dialects/omise/x.ts', "import {\n  perform,\n} from '../../engine/engine.ts'"],
    ['src/engine/x.ts', "import { open } from '../store/open.ts'"],
    ['src/work/x.ts', "import { z } from 'zod'"],
    ['src/engine/x.ts', "import { build } from '../../test/kit/build.ts'"],
    ['desk/x.tsx', "import { z } from 'zod'"],
    ['desk/pages/x.tsx', "import { nativeContract } from '../../src/dialects/native/contract.ts'"],
    ['desk/x.ts', "import type { Engine } from '../src/engine/engine.ts'"],
  ]
  for (const [path, text] of bad) assert.equal(forbiddenImports([file(path, text)]).length, 1, `${path}: ${text}`)
})

test('the import rule lets the table through, and tests import what they like', () => {
  const good: [string, string][] = [
    ['src/store/x.ts', "import type { Store } from '../engine/store.ts'"],
    ['src/store/x.ts', "import { type Store } from '../engine/store.ts'"],
    ['src/dialects/omise/x.ts', "import { a } from './terms.ts'\nimport { b } from '../../wire/serve.ts'"],
    ['src/app/x.ts', "import { open } from '../store/open.ts'"],
    ['src/core/x.test.ts', "import { test } from 'node:test'"],
    ['src/core/x.ts', "// import { z } from 'zod'"],
    ['desk/pages/x.tsx', "import type { NativeContract } from '../../src/dialects/native/contract.ts'\nimport { can } from '../../src/core/can.ts'"],
  ]
  for (const [path, text] of good) assert.deepEqual(forbiddenImports([file(path, text)]), [], `${path}: ${text}`)
})

test('each rule about code catches its example, and only where it holds', () => {
  const bad: [string, string][] = [
    ['src/core/x.ts', 'const at = Date.now()'], ['src/engine/x.ts', 'const at = new Date()'], ['src/app/x.ts', 'Math.random()'],
    ['src/engine/x.ts', 'crypto.randomUUID()'], ['src/work/relay.ts', 'setTimeout(next, 5)'], ['src/engine/x.ts', 'await fetch(url)'],
    ['src/dialects/x/y.ts', 'if (given === wanted.signature) go()'], ['src/engine/x.ts', 'return row.password !== typed'], ['src/work/x.ts', 'signed.secret === sent'], ['src/app/x.ts', 'key === config.adminKey'],
    ['src/wire/x.ts', 'Number.parseFloat(text)'], ['src/cli/x.ts', 'amount.toFixed(2)'], ['src/core/x.ts', 'async function f() {}'],
    ['src/core/x.ts', 'export default 1'], ['src/core/x.ts', 'export enum State {}'], ['src/core/x.ts', 'const a = b as any'],
    ['src/core/x.ts', '// @ts-ignore'], ['src/core/x.test.ts', "test.only('a', f)"], ['src/core/x.test.ts', "test.skip('a', f)"],
    ['src/core/x.test.ts', 'return t.skip()'], ['docs/x.md', 'see /work/main'], ['docs/x.md', 'see /root/x'], ['src/core/x.ts', '// TODO later'],
    ['desk/ui/x.tsx', '<p dangerouslySetInnerHTML={x} />'], ['desk/ui/x.tsx', '<button disabled={true}>'], ['desk/ui/x.css', 'p { margin-left: 4px }'], ['desk/parts/x.tsx', 'export default X'],
  ]
  for (const [path, text] of bad) assert.equal(forbiddenCode([file(path, text)]).length, 1, `${path}: ${text}`)
  const good: [string, string][] = [
    ['src/app/world.ts', 'const at = Date.now()'], ['src/core/x.ts', 'new Date(at).toISOString()'], ['src/core/x.ts', '// not Date.now()'],
    ['src/engine/x.ts', 'world.fetch(url)'], ['src/engine/x.ts', 'webhookSecret === null || token.length === secret.length'], ['src/cli/x.ts', 'first === password'], ['src/core/x.test.ts', 'return t.skip(reason)'], ['docs/x.md', 'see src/work/loop.ts'],
    ['desk/ui/x.tsx', '<button aria-disabled={true}>'], ['desk/ui/x.css', 'p { margin-inline-start: 4px }'], ['desk/pages/x.tsx', 'export default function X() {}'],
  ]
  for (const [path, text] of good) assert.deepEqual(forbiddenCode([file(path, text)]), [], `${path}: ${text}`)
})

test('the rules about files catch their examples', () => {
  assert.equal(tooLong([file('src/core/x.ts', '\n'.repeat(301))]).length, 1)
  assert.equal(medianTooLong([file('src/core/x.ts', '\n'.repeat(90))]).length, 1)
  assert.equal(headless([file('src/core/x.ts', 'const a = 1\n'.repeat(15))]).length, 1)
  assert.equal(unpaired([file('migrations/sqlite/0001_begin.sql', '')]).length, 1)
  assert.equal(unpaired([file('migrations/sqlite/0002_x.sql', ''), file('migrations/postgres/0002_x.sql', '')]).length, 1)
  assert.equal(tablesWithoutMerchant([file('migrations/sqlite/0001_begin.sql', 'create table note (\n  id text,\n merchant text)')]).length, 1)
  assert.deepEqual(tablesWithoutMerchant([file('migrations/sqlite/0001_begin.sql', 'CREATE TABLE note (merchant text, id text)')]), [])
})

function file(path: string, text: string): SourceFile {
  return { path, text, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }
}

function none(offences: readonly string[]): void {
  assert.ok(offences.length === 0, `${offences.length} to put right:\n${offences.join('\n')}`)
}
