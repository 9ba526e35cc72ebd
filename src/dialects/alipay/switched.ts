// Alipay's dialect as an operator chose it.

import type { Dialect } from '../dialect.ts'
import { serveAlipay } from './server.ts'
import type { AlipaySwitches } from './switches.ts'

export const alipaySwitched = (switches: AlipaySwitches): Pick<Dialect, 'serve'> => ({ serve: services => serveAlipay(services, switches) })
