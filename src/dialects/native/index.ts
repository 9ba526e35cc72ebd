// The native dialect: Parley's own API, the sixth example of a dialect.

import type { Dialect } from '../dialect.ts'
import { nativeConnector } from './connector.ts'
import { nativeContract } from './contract.ts'
import { nativeNotices } from './notices.ts'
import { base62, nativeScheme } from './scheme.ts'
import { serveNative } from './server.ts'
import { nativeTerms } from './terms.ts'

export { problemPages } from './problem-pages.ts'

export const native: Dialect = {
  name: 'native',
  called: 'Parley',
  terms: nativeTerms,
  credentials: nativeScheme,
  theirId: chance => `nd_${base62(chance.random(12), 17)}`,
  contract: nativeContract,
  serve: serveNative,
  notices: nativeNotices,
  connector: nativeConnector,
}
