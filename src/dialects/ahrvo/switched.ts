// Ahrvo's dialect as an operator chose it.

import type { Dialect } from '../dialect.ts'
import { ahrvoNoticesFor } from './notices.ts'
import { serveAhrvo } from './server.ts'
import type { AhrvoSwitches } from './switches.ts'

export const ahrvoSwitched = (switches: AhrvoSwitches): Pick<Dialect, 'serve' | 'notices'> =>
  ({ serve: services => serveAhrvo(services, switches), notices: ahrvoNoticesFor(switches) })
