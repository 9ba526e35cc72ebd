/**
 * The launcher on machines that this one is not: in a scratch project, with a stand-in for npm that writes down how it was
 * called, on a Node that claims to be 18. One test uses a really older Node where the machine has one.
 */
'use strict'
const assert = require('node:assert/strict')
const { execFileSync, spawn } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { once } = require('node:events')
const { test } = require('node:test')
const { isNewEnough } = require('./node.cjs')

const lock = { name: 'scratch', lockfileVersion: 3, packages: { '': { name: 'scratch' } } }
const program = "console.log('ran', process.argv.slice(2).join(' ')); process.exitCode = 7"

const pretendToBeOld = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.0.0' } })"

const standInForNpm = `
const fs = require('node:fs'), path = require('node:path'), args = process.argv.slice(2)
fs.appendFileSync(path.join(process.env.SCRATCH, 'npm.log'), args.join(' ') + '\\n')
if (process.env.OFFLINE) { console.error('npm error ENOTFOUND registry'); process.exit(1) }
if (args[0] === 'ci') fs.mkdirSync('node_modules', { recursive: true })
if (args[0] === 'install') {
  const spec = args[args.length - 1], name = spec.slice(0, spec.indexOf('@'))
  const folder = path.join(args[args.indexOf('--prefix') + 1], 'node_modules', name)
  fs.mkdirSync(folder + '/bin', { recursive: true })
  fs.symlinkSync(process.env.NEW_NODE, folder + '/bin/node')
  fs.writeFileSync(folder + '/package.json', JSON.stringify({ version: '26.0.0', bin: { node: 'bin/node' } }))
}`

test('a first start installs without install scripts and brings a Node; a second start calls npm no more', async (t) => {
  const scratch = project(t)
  const { code, stdout, stderr } = await scratch.start(['a', 'b'])
  assert.deepEqual([code, stdout], [7, 'ran a b\n'])
  assert.match(stderr, /installing the dependencies[^]*bringing a newer one/)
  assert.deepEqual(scratch.npmCalls().map((call) => call.split(' ')[0]), ['ci', 'install'])
  for (const call of scratch.npmCalls()) assert.match(call, /--ignore-scripts/)
  await scratch.start([])
  assert.equal(scratch.npmCalls().length, 2)
})

test('starts at the same time install once', async (t) => {
  const scratch = project(t)
  const ends = await Promise.all([1, 2, 3, 4].map(() => scratch.start([])))
  assert.deepEqual(ends.map(({ code }) => code), [7, 7, 7, 7])
  assert.equal(scratch.npmCalls().length, 2)
  assert.deepEqual(fs.readdirSync(scratch.at('.runtime')), ['compiled', 'node_modules'])
})

test('another lock file installs again, and what npm itself installed from this one is taken as it is', async (t) => {
  const scratch = project(t)
  await scratch.start([])
  const changed = { ...lock, packages: { '': {}, 'node_modules/x': { version: '1.0.0' }, 'node_modules/y': { version: '1.0.0', dev: true } } }
  fs.writeFileSync(scratch.at('package-lock.json'), JSON.stringify(changed))
  await scratch.start([])
  assert.equal(scratch.npmCalls().length, 3)
  fs.rmSync(scratch.at('node_modules/.parley-installed'))
  fs.writeFileSync(scratch.at('node_modules/.package-lock.json'), JSON.stringify({ packages: { 'node_modules/x': { version: '1.0.0' } } }))
  await scratch.start([])
  assert.equal(scratch.npmCalls().length, 3)
  fs.writeFileSync(scratch.at('node_modules/.package-lock.json'), JSON.stringify({ packages: { 'node_modules/x': { version: '0.9.0' } } }))
  await scratch.start([])
  assert.equal(scratch.npmCalls().length, 4)
})

test('without network it says what to do, and the next start with network works', async (t) => {
  const scratch = project(t)
  const first = await scratch.start([], { OFFLINE: '1' })
  assert.equal(first.code, 1)
  assert.match(first.stderr, /could not be installed[\s\S]*ENOTFOUND[\s\S]*copy node_modules/)
  fs.mkdirSync(scratch.at('node_modules'))
  fs.writeFileSync(scratch.at('node_modules/.package-lock.json'), JSON.stringify({ packages: {} }))
  const second = await scratch.start([], { OFFLINE: '1' })
  assert.match(second.stderr, /npm could not bring node-[\s\S]*ENOTFOUND[\s\S]*set PARLEY_NODE/)
  assert.equal((await scratch.start([])).code, 7)
})

test('a lock left by a process that is gone does not stop a start', async (t) => {
  const scratch = project(t)
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  fs.mkdirSync(scratch.at('.runtime/lock'), { recursive: true })
  fs.writeFileSync(scratch.at(`.runtime/lock/${gone.pid}`), '')
  assert.equal((await scratch.start([])).code, 7)
})

test('PARLEY_NODE overrules, and a wrong or too old one is refused in words', async (t) => {
  const scratch = project(t)
  assert.equal((await scratch.start([], { PARLEY_NODE: process.execPath })).code, 7)
  assert.deepEqual(scratch.npmCalls().map((call) => call.split(' ')[0]), ['ci'])
  assert.match((await scratch.start([], { PARLEY_NODE: '/nowhere/node' })).stderr, /PARLEY_NODE=\/nowhere\/node is not a Node/)
  fs.writeFileSync(scratch.at('old'), '#!/bin/sh\necho v22.1.0\n', { mode: 0o755 })
  const old = await scratch.start([], { PARLEY_NODE: scratch.at('old') })
  assert.equal(old.code, 1)
  assert.match(old.stderr, /is Node 22\.1\.0, which is too old/)
})

test('a signal to the whole group reaches the program once, and its end is passed on', async (t) => {
  const scratch = project(t, `
    let count = 0
    process.on('SIGINT', () => { count += 1; if (count === 1) setTimeout(() => { console.log('count', count); process.kill(process.pid, 'SIGKILL') }, 300) })
    setTimeout(() => process.exit(9), 10_000); console.log('up')`)
  const launcher = scratch.spawn([])
  await once(launcher.stdout, 'data')
  process.kill(-launcher.pid, 'SIGINT')
  const [line] = await once(launcher.stdout, 'data')
  assert.equal(String(line), 'count 1\n')
  assert.deepEqual(await once(launcher, 'exit'), [null, 'SIGKILL'])
})

test('a killed launcher leaves no program behind', async (t) => {
  const scratch = project(t, "process.on('SIGTERM', () => { console.log('asked to end'); process.exit() }); setTimeout(() => process.exit(9), 10_000); console.log('up')")
  const launcher = scratch.spawn([])
  await once(launcher.stdout, 'data')
  launcher.kill('SIGKILL')
  const [line] = await once(launcher.stdout, 'data')
  assert.equal(String(line), 'asked to end\n')
})

/** Tells on which signal it was asked to end and takes its time over it, as Parley does. */
const drains = `
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { console.log('asked', signal); setTimeout(() => { console.log('in order'); process.exit(0) }, 200) })
  setTimeout(() => process.exit(9), 20_000); console.log('up', process.pid, process.ppid)`

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} to the launcher alone ends the program in order`, async (t) => {
    const launcher = project(t, drains).spawn([])
    await said(launcher, /up (\d+)/)
    launcher.kill(signal)
    assert.match(await said(launcher, /in order/), new RegExp(`asked ${signal}\\nin order`))
    assert.deepEqual(await once(launcher, 'exit'), [0, null])
  })
}

// Not SIGINT: dash lets one that is sent to itself alone wait for what it runs. Ctrl+C is sent to the whole group.
test('SIGTERM to npm alone ends the program in order, and leaves neither it nor the launcher behind', { skip: process.platform === 'win32' }, async (t) => {
  const npm = project(t, drains).npmStart()
  const [, program, launcher] = /up (\d+) (\d+)/.exec(await said(npm, /up (\d+) (\d+)\n/))
  npm.kill('SIGTERM')
  await said(npm, /in order/)
  await until(() => !isAlive(program) && !isAlive(launcher))
})

test('it works on the older Node that this machine has', async (t) => {
  const old = olderNode()
  if (!old) return t.skip('this machine has no Node older than 24.15 on its path')
  const scratch = project(t)
  const end = await scratch.start(['x'], {}, [old])
  assert.deepEqual({ code: end.code, stdout: end.stdout }, { code: 7, stdout: 'ran x\n' })
  assert.deepEqual(scratch.npmCalls().map((call) => call.split(' ')[0]), ['ci', 'install'])
})

test('24.15 is the first Node that is new enough', () => {
  const versions = ['18.0.0', '22.23.3', '24.14.9', '24.15.0', 'v25.0.1', '26.10.0', '27.0.0']
  assert.deepEqual(versions.map(isNewEnough), [false, false, false, true, true, true, true])
})

function project(t, main = program) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-launch-'))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
  const at = (name) => path.join(folder, name)
  for (const name of ['scripts', 'src', 'tool']) fs.mkdirSync(at(name))
  for (const name of fs.readdirSync(__dirname)) fs.copyFileSync(path.join(__dirname, name), at(`scripts/${name}`))
  const files = {
    'package.json': '{"name":"scratch","type":"module","scripts":{"start":"node scripts/start.cjs"}}', 'package-lock.json': JSON.stringify(lock), 'src/main.ts': main,
    'tool/package.json': '{}', 'tool/npm-cli.js': standInForNpm, 'tool/pretend.cjs': pretendToBeOld,
  }
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(at(name), text)
  const start = async (args, env, node) => endOf(spawnIn(at, args, env, node))
  return { at, start, spawn: (args) => spawnIn(at, args), npmStart: () => npmStartIn(t, at), npmCalls: () => linesOf(at('npm.log')) }
}

/** The npm of this machine, which the shell between it and the launcher comes with. It finds everything installed. */
function npmStartIn(t, at) {
  fs.mkdirSync(at('node_modules'))
  fs.writeFileSync(at('node_modules/.package-lock.json'), JSON.stringify({ packages: {} }))
  const { npm_execpath: _, ...env } = process.env
  const child = spawn('npm', ['start'], { cwd: at(''), env: { ...env, PARLEY_NODE: process.execPath }, detached: true })
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** All that it has said, once that is among it. */
async function said(child, what) {
  let text = ''
  for await (const piece of child.stdout.iterator({ destroyOnReturn: false })) {
    text += piece
    if (what.test(text)) return text
  }
  assert.fail(`It ended after: ${text}`)
}

function isAlive(pid) {
  try {
    process.kill(Number(pid), 0)
    // One that nobody has waited for yet is no more, though its number still answers.
    return !(fs.existsSync('/proc/self') && /^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8')))
  } catch {
    return false
  }
}

async function until(isSo) {
  for (let tries = 0; !isSo(); tries++) {
    assert.ok(tries < 6_000, 'it did not come to that in a minute')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function spawnIn(at, args, env = {}, [node, ...options] = [process.execPath, '--require', at('tool/pretend.cjs')]) {
  return spawn(node, [...options, at('scripts/parley.cjs'), ...args], {
    env: { PATH: process.env.PATH, SCRATCH: at(''), NEW_NODE: process.execPath, npm_execpath: at('tool/npm-cli.js'), ...env }, detached: true,
  })
}

async function endOf(child) {
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].on('data', (piece) => { said[name] += piece })
  const [code, signal] = await once(child, 'close')
  return { code, signal, ...said }
}

function linesOf(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : []
}

function olderNode() {
  const found = execFileSync('sh', ['-c', 'which -a node'], { encoding: 'utf8' }).trim().split('\n')
  return found.find((node) => !isNewEnough(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()))
}
