import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const suites = { strace: '../crash/power.test.ts', curl: '../docs.test.ts', chromium: '../desk/kit.test.ts' }
const node = process.execPath

for (const [need, suite] of Object.entries(suites)) {
  test(`where ${need} is missing its tests are skipped, and fail where it is required`, () => {
    assert.match(run(suite, ''), /# skipped [1-9]/)
    const required = run(suite, `postgres,${need}`)
    assert.match(required, /# fail [1-9]/)
    assert.match(required, new RegExp(`PARLEY_TEST_REQUIRE asks for ${need}`))
  })
}

test('what continuous integration requires is what it installs', () => {
  const script = execFileSync('cat', [fileURLToPath(new URL('../../.ci/run', import.meta.url))], { encoding: 'utf8' })
  const required = /PARLEY_TEST_REQUIRE=([\w,]+)/.exec(script)![1]!.split(',')
  assert.deepEqual(required, ['postgres', 'strace', 'curl', 'chromium'])
  for (const need of required) assert.match(script, new RegExp(`missing\\+=\\(${need}`))
})

/** A machine that has git and nothing else, as far as the tests can see. */
const bin = mkdtempSync(join(tmpdir(), 'parley-bin-'))
symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(bin, 'git'))
after(() => rmSync(bin, { recursive: true, force: true }))

function run(suite: string, required: string): string {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const path = fileURLToPath(new URL(suite, import.meta.url))
  const only = ['--test-name-pattern', 'power cut|commands of README|every screen opens']
  return spawnSync(node, ['--test', '--test-reporter=tap', ...only, path], { env: { ...env, PATH: bin, PARLEY_CHROMIUM: join(bin, 'chromium'), PARLEY_TEST_REQUIRE: required }, encoding: 'utf8' }).stdout
}
