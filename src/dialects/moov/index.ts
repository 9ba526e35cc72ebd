// The moov dialect as one object.

import type { Dialect } from '../dialect.ts'
import { moovScheme, moovDisputeId } from './scheme.ts'
import { moovTerms } from './terms.ts'

export const moov: Dialect = {
  name: 'moov', terms: moovTerms, credentials: moovScheme, theirId: moovDisputeId, contract: null, serve: null, notices: null,
}
