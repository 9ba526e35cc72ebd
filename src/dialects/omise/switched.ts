// Omise's dialect as an operator chose it.

import type { Dialect } from '../dialect.ts'
import { omiseNoticesFor } from './notices.ts'
import { serveOmise } from './server.ts'
import type { OmiseSwitches } from './switches.ts'
import { omiseTermsFor } from './terms.ts'

export const omiseSwitched = (switches: OmiseSwitches): Pick<Dialect, 'terms' | 'serve' | 'notices'> =>
  ({ terms: omiseTermsFor(switches), serve: services => serveOmise(services, switches), notices: omiseNoticesFor(switches) })
