// The moov dialect as one object.

import type { Dialect } from '../dialect.ts'
import { moovConnector } from './connector.ts'
import { moovContract } from './contract.ts'
import { moovNotices } from './notices.ts'
import { moovScheme, moovDisputeId } from './scheme.ts'
import { serveMoov } from './server.ts'
import { moovTerms } from './terms.ts'

export const moov: Dialect = {
  name: 'moov', called: 'Moov', terms: moovTerms, credentials: moovScheme, theirId: moovDisputeId, contract: moovContract, serve: serveMoov, notices: moovNotices,
  connector: moovConnector,
}
