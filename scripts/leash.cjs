/** Loaded before the program by the launcher: when the launcher is gone, the program is asked to end, so none is left behind. */
'use strict'

// Processes that the program forks inherit this file, and their channel is not the launcher's.
if (process.channel && process.env.PARLEY_LAUNCHER === String(process.ppid)) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
