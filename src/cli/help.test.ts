import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parley } from '../../test/kit/cli.ts'
import { readArguments } from './command.ts'
import { commandNames, commands } from './commands.ts'
import { commandHelp, mainHelp } from './help.ts'

test('help is what it was', t => {
  t.assert.snapshot(mainHelp(), { serializers: [String] })
})

test('the help of accept is what it was', async t => {
  t.assert.snapshot(commandHelp('accept', await commands.accept.load()), { serializers: [String] })
})

test('the help of every command begins with examples, and each can be typed as it stands', async () => {
  for (const name of commandNames) {
    const command = await commands[name].load()
    assert.match(commandHelp(name, command), /^Examples\n {2}\S/)
    for (const example of command.examples) {
      const [, typed, rest] = /^(?:\w+=\S+ )*parley (\w+) ?(.*)$/.exec(example)!
      assert.ok(typed! in commands, example)
      const named = await commands[typed as typeof name].load()
      assert.doesNotThrow(() => readArguments(named, wordsOf(rest!.replace(/ ?> .*/, ''))), example)
    }
    assert.ok(commandHelp(name, command).split('\n').every(line => line.length <= 160), name)
  }
})

test('help and version answer on stdout, and no command at all is a mistake', async () => {
  const [help, ofAccept, sameOfAccept, version, json] = await Promise.all([['--help'], ['accept', '--help'], ['help', 'accept'], ['--version'], ['version', '--json']].map(args => parley(args)))
  assert.deepEqual([help!.code, help!.stdout, help!.stderr], [0, mainHelp(), ''])
  assert.deepEqual([ofAccept!.code, ofAccept!.stdout.startsWith('Examples'), sameOfAccept!.stdout], [0, true, ofAccept!.stdout])
  assert.match(version!.stdout, /^parley \d+\.\d+\.\d+\n$/)
  assert.deepEqual(Object.keys(JSON.parse(json!.stdout)), ['version'])
})

test('the launcher runs it as well, and passes the exit code on', () => {
  const launcher = fileURLToPath(new URL('../../scripts/parley.cjs', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [launcher, 'acept'], { encoding: 'utf8' })
  assert.deepEqual([status, /Did you mean accept/.test(stderr)], [2, true], stderr)
})

test('help loads neither the server nor what comes from others, so that it is there at once', () => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const telling = `import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { process.stderr.write('loaded ' + url + '\\n'); return next(url, context) } })`
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(telling)}`, main, '--help'], { encoding: 'utf8' })
  const loaded = [...stderr.matchAll(/^loaded (\S+)$/gm)].map(([, url]) => url!)
  assert.match(stdout, /parley/)
  assert.ok(loaded.some(url => url.includes('/src/cli/')), stderr)
  assert.deepEqual(loaded.filter(url => /node_modules|\/src\/(app|store|engine|wire|host|work|dialects)\//.test(url)), [])
})

const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!)
