// The afterpay dialect as one object.

import type { Dialect } from '../dialect.ts'
import { afterpayScheme, afterpayDisputeId } from './scheme.ts'
import { afterpayTerms } from './terms.ts'

export const afterpay: Dialect = {
  name: 'afterpay', terms: afterpayTerms, credentials: afterpayScheme, theirId: afterpayDisputeId, contract: null, serve: null, notices: null,
}
