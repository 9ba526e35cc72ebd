// The ahrvo dialect as one object.

import type { Dialect } from '../dialect.ts'
import { ahrvoConnector } from './connector.ts'
import { ahrvoContract } from './contract.ts'
import { ahrvoNotices } from './notices.ts'
import { ahrvoDisputeId, ahrvoScheme } from './scheme.ts'
import { serveAhrvo } from './server.ts'
import { ahrvoTerms } from './terms.ts'

export const ahrvo: Dialect = {
  name: 'ahrvo', called: 'Ahrvo',
  terms: ahrvoTerms,
  credentials: ahrvoScheme,
  theirId: ahrvoDisputeId,
  contract: ahrvoContract,
  alsoUnder: ({ finixPrefix }) => (finixPrefix ? [finixPrefix] : []),
  serve: serveAhrvo,
  notices: ahrvoNotices,
  connector: ahrvoConnector,
}
