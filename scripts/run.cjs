/** Runs a TypeScript file of the project: `node scripts/run.cjs bench/index.ts`. */
'use strict'
const [file, ...args] = process.argv.slice(2)
if (file) require('./launch.cjs').launch(file, args, { dev: true })
else {
  process.stderr.write('usage: node scripts/run.cjs FILE [ARGUMENT ...]\n')
  process.exitCode = 2
}
