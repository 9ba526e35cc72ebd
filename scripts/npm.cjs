/** Runs npm quietly and keeps what it said for the case that it fails. */
'use strict'
const { spawnSync } = require('node:child_process')

function npm(args, cwd) {
  const [command, before] = npmItself()
  const shell = process.platform === 'win32' && command === 'npm'
  const result = spawnSync(command, [...before, ...args], { cwd, shell, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (result.error) return { ok: false, output: `npm could not be started: ${result.error.message}` }
  return { ok: result.status === 0, output: `${result.stdout}${result.stderr}`.trim() }
}

/** Below `npm start` the very npm that was called; otherwise the one on the path. */
function npmItself() {
  const running = process.env.npm_execpath
  return running && /npm-cli\.js$/.test(running) ? [process.execPath, [running]] : ['npm', []]
}

module.exports = { npm }
