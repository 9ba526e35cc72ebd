import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atTerminal, desk, type Desk } from '../../test/kit/cli.ts'
import type { Io } from './io.ts'

const good = 'seven herons over wet rice'
const better = 'a lighthouse eats no cabbage'

/** Not at a terminal: the password comes on stdin. */
const piped = (place: Desk, stdin: string, args: readonly string[], more: Partial<Io> = {}) => atTerminal(place, '', args, fetch, { canAsk: false, readInput: async () => stdin, ...more })

test('a user is made with a password from stdin, changed, disabled and removed by name, and no password is ever printed', async t => {
  const place = await desk(t)
  const made = await piped(place, `${good}\n`, ['user', 'add', 'Mina', '--role', 'viewer'])
  assert.equal(made.code, 0, made.stderr)
  assert.equal((await piped(place, good, ['user', 'add', 'Ada', '--role', 'admin'])).code, 0)
  assert.match(made.stdout, /^usr_\w{26} {2}Mina, viewer\n$/)
  const steps = [
    await piped(place, '', ['user', 'role', 'mina', 'admin']), await piped(place, better, ['user', 'password', 'Mina']), await piped(place, '', ['user', 'disable', 'Mina']),
    await piped(place, '', ['user', 'list']), await piped(place, '', ['user', 'enable', made.stdout.slice(0, 30)]), await piped(place, '', ['user', 'list', '--json']),
  ]
  assert.deepEqual(steps.map(({ code }) => code), [0, 0, 0, 0, 0, 0], steps.map(({ stderr }) => stderr).join())
  assert.match(steps[2]!.stdout, /Mina, admin, disabled/)
  for (const { stdout, stderr } of [made, ...steps]) for (const word of ['heron', 'lighthouse', 'scrypt']) assert.ok(!(stdout + stderr).includes(word), stdout)
  assert.deepEqual([(await piped(place, '', ['user', 'remove', 'Mina'])).code, (await piped(place, '', ['user', 'remove', 'Mina'])).code], [0, 3])
  for (const args of [['role', 'Ada', 'viewer'], ['disable', 'Ada'], ['remove', 'Ada']]) {
    const { code, stderr } = await piped(place, '', ['user', ...args])
    assert.deepEqual([code, /Give somebody else the role admin first/.test(stderr)], [5, true], stderr)
  }
})

test('at a terminal the password is asked for twice without being shown, and two different ones make nobody', async t => {
  const place = await desk(t)
  const asking = (...answers: string[]) => atTerminal(place, '', ['user', 'add', 'Jo'], fetch, { askHidden: async () => answers.shift()! })
  assert.equal((await asking(good, better)).code, 10)
  assert.equal((await asking('')).code, 2)
  assert.equal((await asking(good, good)).code, 0)
  assert.match((await piped(place, '', ['user', 'list'])).stdout, /Jo/)
})

test('a password is no argument, a short one is refused with the reason, and a role that there is not is said to be none', async t => {
  const place = await desk(t)
  const argument = await piped(place, '', ['user', 'add', 'Jo', `--password=${good}`])
  assert.equal(argument.code, 2)
  assert.ok(!argument.stderr.includes('heron'), argument.stderr)
  const short = await piped(place, 'heron', ['user', 'add', 'Jo'])
  assert.deepEqual([short.code, /15 characters/.test(short.stderr)], [10, true])
  assert.deepEqual([(await piped(place, good, ['user', 'add', 'Jo', '--role', 'root'])).code, (await piped(place, '', ['user', 'add', 'Jo'])).code, (await piped(place, '', ['user', 'password', 'Nobody'])).code], [2, 2, 2])
})
