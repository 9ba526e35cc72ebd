/**
 * Lets one process at a time install into a folder. The lock is a folder that holds one file named by its owner's process id:
 * renaming it into place takes it, and a dead owner's file can be removed without ever touching a living owner's.
 */
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { Trouble } = require('./trouble.cjs')

// A slow line needs minutes for about 100 MB.
const patience = 10 * 60 * 1000

function withLock(folder, work) {
  fs.mkdirSync(folder, { recursive: true })
  const lock = path.join(folder, 'lock')
  const giveUpAt = Date.now() + patience
  while (!take(folder, lock)) {
    breakIfDead(lock)
    if (Date.now() > giveUpAt) throw new Trouble(`another start is still installing; if none is running, remove ${lock}`)
    sleep(100)
  }
  try {
    return work()
  } finally {
    release(lock, process.pid)
  }
}

function take(folder, lock) {
  const claim = fs.mkdtempSync(path.join(folder, 'claim-'))
  fs.writeFileSync(path.join(claim, String(process.pid)), '')
  try {
    fs.renameSync(claim, lock)
    return true
  } catch (error) {
    fs.rmSync(claim, { recursive: true, force: true })
    // What a taken place is called: ENOTEMPTY or EEXIST on POSIX, EPERM or EACCES on Windows.
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(error.code)) return false
    throw error
  }
}

function breakIfDead(lock) {
  for (const owner of ownersOf(lock)) if (!isAlive(Number(owner))) release(lock, owner)
}

function ownersOf(lock) {
  try {
    return fs.readdirSync(lock)
  } catch {
    return []
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

function release(lock, owner) {
  fs.rmSync(path.join(lock, String(owner)), { force: true })
  try {
    fs.rmdirSync(lock)
  } catch {
    // The next owner has already taken the place.
  }
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

module.exports = { withLock }
