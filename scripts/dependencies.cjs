/**
 * Makes sure that node_modules is what package-lock.json says, by `npm ci` without install scripts. A stamp with the lock's
 * hash makes the check cheap; a folder that npm itself filled from this lock is taken as it is.
 */
'use strict'
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { withLock } = require('./lock.cjs')
const { npm } = require('./npm.cjs')
const { say, Trouble } = require('./trouble.cjs')

function installDependencies(root, needs) {
  const lockText = read(path.join(root, 'package-lock.json'))
  // Without a lock this is a package that npm has installed somewhere, together with what it needs.
  if (lockText === undefined || isInstalled(root, lockText, needs)) return
  withLock(path.join(root, '.runtime'), () => {
    if (!isInstalled(root, lockText, needs)) install(root, lockText)
  })
}

function isInstalled(root, lockText, needs) {
  if (read(stampOf(root)) === hashOf(lockText)) return true
  const hidden = read(path.join(root, 'node_modules', '.package-lock.json'))
  return hidden !== undefined && holdsAll(JSON.parse(lockText).packages, JSON.parse(hidden).packages, needs)
}

function holdsAll(wanted, installed, needs) {
  const sameOrLeftOut = ([where, entry]) => {
    if (where === '') return true
    const there = installed[where]
    if (there) return there.version === entry.version && there.integrity === entry.integrity
    return entry.optional === true || (!needs.dev && entry.dev === true)
  }
  return Object.entries(wanted).every(sameOrLeftOut)
}

function install(root, lockText) {
  say('installing the dependencies named by package-lock.json (once)')
  const result = npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'], root)
  if (!result.ok) {
    throw new Trouble(
      `the dependencies could not be installed.\n${result.output}\n` +
      'On a machine without network, copy node_modules from another machine of the same kind, or set npm\'s registry to one ' +
      'that you can reach; then start again.',
    )
  }
  fs.writeFileSync(stampOf(root), hashOf(lockText))
}

function stampOf(root) {
  return path.join(root, 'node_modules', '.parley-installed')
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('hex')
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

module.exports = { installDependencies }
