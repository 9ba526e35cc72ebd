// The afterpay dialect as one object.

import type { Dialect } from '../dialect.ts'
import { afterpayCredentials, afterpayDisputeId } from './scheme.ts'
import { afterpayTerms } from './terms.ts'

export const afterpay: Dialect = {
  name: 'afterpay', terms: afterpayTerms, credentials: afterpayCredentials, theirId: afterpayDisputeId, contract: null, serve: null, notices: null,
}
