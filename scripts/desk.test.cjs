/** Building the desk, in a scratch project with a stand-in for Vite that writes down how often it was called. */
'use strict'
const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { test } = require('node:test')
const { buildDesk } = require('./desk.cjs')

const standInForVite = `
const fs = require('node:fs'), path = require('node:path'), args = process.argv.slice(2)
fs.appendFileSync('vite.log', args.join(' ') + '\\n')
if (fs.existsSync('desk/broken.ts')) { console.error('desk/broken.ts: no'); process.exit(1) }
const out = args[args.indexOf('--outDir') + 1]
fs.mkdirSync(path.join(out, 'assets'), { recursive: true })
fs.writeFileSync(path.join(out, 'index.html'), '<p>desk</p>')
fs.writeFileSync(path.join(out, 'assets/a-1.js'), 'console.log(1)\\n'.repeat(100))`

test('it builds once, and again when a source has changed', (t) => {
  const { root, built, calls, write } = project(t)
  assert.deepEqual([built(), built(), calls()], [true, true, 1])
  write('desk/x.test.ts', 'a test is no source')
  assert.deepEqual([built(), calls()], [true, 1])
  write('src/core/money.ts', 'export {}')
  assert.deepEqual([built(), built(), calls()], [true, true, 2])
  const { files } = JSON.parse(fs.readFileSync(path.join(root, '.runtime/desk/manifest.json'), 'utf8'))
  assert.deepEqual(Object.keys(files), ['assets/a-1.js', 'index.html'])
  assert.ok(files['assets/a-1.js'].br < files['assets/a-1.js'].bytes)
  assert.deepEqual(fs.readdirSync(path.join(root, '.runtime/desk/assets')), ['a-1.js', 'a-1.js.br', 'a-1.js.gz'])
  assert.deepEqual(fs.readdirSync(path.join(root, '.runtime')), ['desk'])
})

test('a desk that cannot be built stops nothing, says why, and is tried again', (t) => {
  const { root, built, calls, write } = project(t)
  write('desk/broken.ts', '')
  assert.deepEqual([built(), built(), calls()], [false, false, 2])
  assert.match(fs.readFileSync(path.join(root, '.runtime/desk/trouble.txt'), 'utf8'), /broken\.ts: no/)
  assert.ok(!fs.existsSync(path.join(root, '.runtime/desk/index.html')))
  fs.rmSync(path.join(root, 'desk/broken.ts'))
  assert.equal(built(), true)
  assert.ok(!fs.existsSync(path.join(root, '.runtime/desk/trouble.txt')))
})

test('without Vite it says what to install, and without sources of a desk it does nothing', (t) => {
  const { root, built } = project(t)
  fs.rmSync(path.join(root, 'node_modules'), { recursive: true })
  assert.equal(built(), false)
  assert.match(fs.readFileSync(path.join(root, '.runtime/desk/trouble.txt'), 'utf8'), /npm ci --include=dev/)
  fs.rmSync(path.join(root, 'desk'), { recursive: true })
  fs.rmSync(path.join(root, '.runtime'), { recursive: true })
  assert.equal(built(), false)
  assert.ok(!fs.existsSync(path.join(root, '.runtime')))
})

function project(t) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-desk-'))
  t.after(() => fs.rmSync(root, { recursive: true, force: true }))
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), text)
  }
  write('desk/index.html', '<p>source</p>')
  write('node_modules/vite/bin/vite.js', standInForVite)
  const calls = () => fs.readFileSync(path.join(root, 'vite.log'), 'utf8').trim().split('\n').length
  return { root, write, calls, built: () => buildDesk(root, process.execPath) }
}
