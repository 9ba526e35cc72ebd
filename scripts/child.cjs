/**
 * Runs the real program and ends as it ends. It gets a session of its own, because a terminal sends Ctrl+C to the whole
 * foreground group: so each signal reaches it exactly once, passed on from here. The leash ends it should we be killed.
 */
'use strict'
const { spawn } = require('node:child_process')
const path = require('node:path')

const isWindows = process.platform === 'win32'
const leash = path.join(__dirname, 'leash.cjs')

// What passes through a request is gone at once: left alone, Node takes tens of megabytes before it first cleans up.
const thrifty = ['--max-semi-space-size=4']

/** Keeps what Node made of the sources: with it a start is sooner, and the compiler that strips the types is not even loaded. */
function keepCompiled(env) {
  return { NODE_COMPILE_CACHE: path.join(__dirname, '..', '.runtime', 'compiled'), ...env }
}

function runChild(node, args) {
  const child = spawn(node, ['--require', leash, ...thrifty, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'], detached: !isWindows, env: { ...keepCompiled(process.env), PARLEY_LAUNCHER: String(process.pid) },
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

module.exports = { runChild, thrifty, keepCompiled }
