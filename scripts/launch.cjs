/**
 * Brings what a clean machine lacks, the dependencies and a new enough Node, and runs a TypeScript file with them.
 * Plain JavaScript without dependencies, because it has to run on any Node from 18; it must not slow down a warm start.
 */
'use strict'
const path = require('node:path')
const { installDependencies } = require('./dependencies.cjs')
const { buildDesk } = require('./desk.cjs')
const { findNode } = require('./node.cjs')
const { runChild } = require('./child.cjs')
const { endWithParent } = require('./parent.cjs')
const { Trouble } = require('./trouble.cjs')

const root = path.join(__dirname, '..')

/** `file` is relative to the project; `needs.dev` asks for the development dependencies too, `needs.desk` for a desk that is up to date. */
function launch(file, args, needs = {}) {
  try {
    installDependencies(root, needs)
    const node = findNode(root)
    if (needs.desk) buildDesk(root, node)
    runChild(node, [path.resolve(root, file), ...args])
    endWithParent()
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    process.stderr.write(`parley: ${error.message}\n`)
    process.exitCode = 1
  }
}

module.exports = { launch }
