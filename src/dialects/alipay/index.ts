// The alipay dialect as one object.

import type { Dialect } from '../dialect.ts'
import { alipayCredentials, alipayDisputeId } from './scheme.ts'
import { alipayTerms } from './terms.ts'

export const alipay: Dialect = {
  name: 'alipay', terms: alipayTerms, credentials: alipayCredentials, theirId: alipayDisputeId, contract: null, serve: null, notices: null,
}
