/**
 * Builds the desk into .runtime/desk when its sources are not those it was built from. A desk that is up to date costs a look at
 * its sources; one that cannot be built must not stop anything: what went wrong is kept where the server finds it.
 */
'use strict'
const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const zlib = require('node:zlib')
const { withLock } = require('./lock.cjs')
const { say } = require('./trouble.cjs')

/** What the desk is made of, relative to the project. */
const sources = ['desk', 'src/core', 'package-lock.json', 'scripts/desk.cjs']

/** Answers whether there is a desk that is up to date. */
function buildDesk(root, node) {
  // A package that npm has installed somewhere has no sources of a desk.
  if (!fs.existsSync(path.join(root, 'desk', 'index.html'))) return false
  const stamp = stampOf(root)
  if (isBuilt(root, stamp)) return true
  return withLock(path.join(root, '.runtime'), () => isBuilt(root, stamp) || build(root, node, stamp))
}

function isBuilt(root, stamp) {
  try {
    return JSON.parse(fs.readFileSync(path.join(deskOf(root), 'manifest.json'), 'utf8')).stamp === stamp
  } catch {
    return false
  }
}

/** Builds beside and renames into place, so that nothing half done is ever served. */
function build(root, node, stamp) {
  say('building the desk (once)')
  const fresh = path.join(root, '.runtime', 'desk-building')
  fs.rmSync(fresh, { recursive: true, force: true })
  const failed = runVite(root, node, fresh)
  if (failed === null) fs.writeFileSync(path.join(fresh, 'manifest.json'), JSON.stringify({ stamp, files: packed(fresh) }, null, 1))
  else keepTrouble(fresh, failed)
  fs.rmSync(deskOf(root), { recursive: true, force: true })
  fs.renameSync(fresh, deskOf(root))
  return failed === null
}

function runVite(root, node, into) {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!fs.existsSync(vite)) return 'vite is not installed: install the development dependencies too (npm ci --include=dev).'
  const args = [vite, 'build', '--config', path.join('desk', 'vite.config.ts'), '--outDir', path.resolve(into), '--logLevel', 'warn']
  const { status, error, stdout, stderr } = spawnSync(node, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: '0' } })
  return status === 0 ? null : error ? error.message : `${stdout}${stderr}`.trim()
}

function keepTrouble(folder, trouble) {
  say(`the desk could not be built; everything else works.\n${trouble}`)
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'trouble.txt'), trouble)
}

/** A compressed twin beside each file that shrinks by it, and a line for each file about all of them. */
function packed(folder) {
  const files = {}
  for (const name of filesBelow(folder, '').sort()) {
    const bytes = fs.readFileSync(path.join(folder, name))
    files[name] = { etag: digest(bytes).slice(0, 32), bytes: bytes.length, ...twins(path.join(folder, name), bytes) }
  }
  return files
}

function twins(file, bytes) {
  // The first page is completed for each visitor, so it has no twin.
  if (!/\.(?:js|css|svg)$/.test(file)) return {}
  const br = zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } })
  const gz = zlib.gzipSync(bytes, { level: 9 })
  fs.writeFileSync(`${file}.br`, br)
  fs.writeFileSync(`${file}.gz`, gz)
  return { br: br.length, gz: gz.length }
}

function stampOf(root) {
  const hash = createHash('sha256')
  for (const source of sources) for (const name of filesBelow(root, source)) if (!/\.test\.tsx?$/.test(name)) hash.update(`${name}\n`).update(fs.readFileSync(path.join(root, name)))
  return hash.digest('hex')
}

/** Names of files, relative to `root`, in an order that does not depend on the machine. */
function filesBelow(root, name) {
  const at = path.join(root, name)
  if (!fs.existsSync(at)) return []
  if (!fs.statSync(at).isDirectory()) return [name]
  return fs.readdirSync(at).sort().flatMap((entry) => filesBelow(root, name === '' ? entry : `${name}/${entry}`))
}

function digest(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

function deskOf(root) {
  return path.join(root, '.runtime', 'desk')
}

module.exports = { buildDesk }
