/** `npm test`: everything that must hold, or the named test files only. */
'use strict'
require('./launch.cjs').launch('test/kit/run.ts', process.argv.slice(2), { dev: true, desk: true })
