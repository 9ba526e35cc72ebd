/**
 * Below npm there is a shell between npm and us, and a signal to npm ends the shell only: npm passes it on no further. So when
 * the parent that we began with is gone, we are asked to end as well.
 */
'use strict'

const parent = process.ppid
const lookEveryMs = 200

function endWithParent() {
  if (!process.env.npm_lifecycle_event) return
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, lookEveryMs)
  watch.unref()
}

module.exports = { endWithParent }
