// Where the program begins. The whole of it is loaded only once it is known what is asked for.

import { enableCompileCache } from 'node:module'

// The store's threads take their code from the same cache; without it each brings Node's TypeScript stripper along, 10 MB apiece.
const { directory } = enableCompileCache()
if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= directory
const [{ run }, { processIo }] = await Promise.all([import('./cli/index.ts'), import('./cli/process-io.ts')])
process.exitCode = await run(process.argv.slice(2), processIo())
// A served process has said everything: what is left (idle sockets, a timer) must not hold it.
process.exit()
