// The afterpay dialect as one object.

import type { Dialect } from '../dialect.ts'
import { afterpayConnector } from './connector.ts'
import { afterpayContract } from './contract.ts'
import { afterpayNotices } from './notices.ts'
import { afterpayScheme, afterpayDisputeId } from './scheme.ts'
import { serveAfterpay } from './server.ts'
import { afterpayTerms } from './terms.ts'

export const afterpay: Dialect = {
  name: 'afterpay', called: 'Afterpay', terms: afterpayTerms, credentials: afterpayScheme, theirId: afterpayDisputeId,
  contract: afterpayContract, serve: services => serveAfterpay(services), notices: afterpayNotices,
  connector: afterpayConnector,
}
