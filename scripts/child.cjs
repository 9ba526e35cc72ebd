/**
 * Runs the real program and ends as it ends. It gets a session of its own, because a terminal sends Ctrl+C to the whole
 * foreground group: so each signal reaches it exactly once, passed on from here. The leash ends it should we be killed.
 */
'use strict'
const { spawn } = require('node:child_process')
const path = require('node:path')

const isWindows = process.platform === 'win32'
const leash = path.join(__dirname, 'leash.cjs')

// What passes through a request is gone at once: left alone, Node takes tens of megabytes more before it first cleans up. What is on its
// way to a provider has to fit, though: with 4 in place of 16 it was copied and copied, a seventh of what a forwarded acceptance cost.
const thrifty = ['--max-semi-space-size=16']

/**
 * Node keeps what it made of the sources: with that a start is sooner, and the compiler that strips the types is not even loaded. The
 * C library keeps two pools of memory, not one for each thread with most of it empty.
 */
function thriftyEnv(env) {
  return { NODE_COMPILE_CACHE: path.join(__dirname, '..', '.runtime', 'compiled'), MALLOC_ARENA_MAX: '2', ...env }
}

function runChild(node, args) {
  const child = spawn(node, ['--require', leash, ...thrifty, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'], detached: !isWindows, env: { ...thriftyEnv(process.env), PARLEY_LAUNCHER: String(process.pid) },
  })
  // A Windows console tells every process itself, and a signal passed on there would kill without warning.
  const passOn = (signal) => { if (!isWindows) child.kill(signal) }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, passOn)
  child.on('error', (error) => {
    process.stderr.write(`parley: ${node} could not be started: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeListener(name, passOn)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code
  })
}

module.exports = { runChild, thrifty, thriftyEnv }
