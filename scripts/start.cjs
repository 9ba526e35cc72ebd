/** `npm start`: a sandbox with the sample cast. */
'use strict'
require('./launch.cjs').launch('src/main.ts', ['start', ...process.argv.slice(2)], { desk: true })
