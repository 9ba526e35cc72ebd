/** Writes what is printed from the program: `node scripts/run.cjs test/docs/print.ts`. */
import { writeFileSync } from 'node:fs'
import { root } from '../tidy/tree.ts'
import { printed } from './printed.ts'

for (const [path, print] of Object.entries(printed)) writeFileSync(root + path, await print())
process.exit()
