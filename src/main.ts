// Where the program begins. The whole of it is loaded only once it is known what is asked for.

import { enableCompileCache } from 'node:module'

enableCompileCache()
const [{ run }, { processIo }] = await Promise.all([import('./cli/index.ts'), import('./cli/process-io.ts')])
process.exitCode = await run(process.argv.slice(2), processIo())
// A served process has said everything: what is left (idle sockets, a timer) must not hold it.
process.exit()
