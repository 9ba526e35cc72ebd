// The omise dialect as one object.

import type { Dialect } from '../dialect.ts'
import { omiseConnector } from './connector.ts'
import { omiseContract } from './contract.ts'
import { omiseNotices } from './notices.ts'
import { omiseScheme, omiseDisputeId } from './scheme.ts'
import { serveOmise } from './server.ts'
import { omiseTerms } from './terms.ts'

export const omise: Dialect = {
  name: 'omise', called: 'Omise', terms: omiseTerms, credentials: omiseScheme, theirId: omiseDisputeId, contract: omiseContract, serve: serveOmise, notices: omiseNotices,
  connector: omiseConnector,
}
