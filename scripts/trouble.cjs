/** What the person at the keyboard can put right; it is told without a stack. */
'use strict'

class Trouble extends Error {}

/** One line of talk; stderr, so that a command's data on stdout stays clean. */
function say(line) {
  process.stderr.write(`parley: ${line}\n`)
}

module.exports = { Trouble, say }
