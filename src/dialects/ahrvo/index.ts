// The ahrvo dialect as one object.

import type { Dialect } from '../dialect.ts'
import { ahrvoScheme, ahrvoDisputeId } from './scheme.ts'
import { ahrvoTerms } from './terms.ts'

export const ahrvo: Dialect = {
  name: 'ahrvo', terms: ahrvoTerms, credentials: ahrvoScheme, theirId: ahrvoDisputeId, contract: null, serve: null, notices: null,
}
