// Afterpay's dialect as an operator chose it.

import type { Dialect } from '../dialect.ts'
import { afterpayNoticesFor } from './notices.ts'
import { serveAfterpay } from './server.ts'
import type { AfterpaySwitches } from './switches.ts'

export const afterpaySwitched = (switches: AfterpaySwitches): Pick<Dialect, 'serve' | 'notices'> =>
  ({ serve: services => serveAfterpay(services, switches), notices: afterpayNoticesFor(switches) })
