// The alipay dialect as one object.

import type { Dialect } from '../dialect.ts'
import { alipayScheme, alipayDisputeId } from './scheme.ts'
import { alipayTerms } from './terms.ts'

export const alipay: Dialect = {
  name: 'alipay', terms: alipayTerms, credentials: alipayScheme, theirId: alipayDisputeId, contract: null, serve: null, notices: null,
}
