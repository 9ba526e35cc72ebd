// The alipay dialect as one object.

import type { Dialect } from '../dialect.ts'
import { alipayConnector } from './connector.ts'
import { alipayContract } from './contract.ts'
import { alipayNotices } from './notices.ts'
import { alipayScheme, alipayDisputeId } from './scheme.ts'
import { serveAlipay } from './server.ts'
import { alipayTerms } from './terms.ts'

export const alipay: Dialect = {
  name: 'alipay', called: 'Alipay', terms: alipayTerms, credentials: alipayScheme, theirId: alipayDisputeId, contract: alipayContract, serve: serveAlipay, notices: alipayNotices,
  connector: alipayConnector,
}
