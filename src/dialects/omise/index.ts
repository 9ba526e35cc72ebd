// The omise dialect as one object.

import type { Dialect } from '../dialect.ts'
import { omiseScheme, omiseDisputeId } from './scheme.ts'
import { omiseTerms } from './terms.ts'

export const omise: Dialect = {
  name: 'omise', terms: omiseTerms, credentials: omiseScheme, theirId: omiseDisputeId, contract: null, serve: null, notices: null,
}
