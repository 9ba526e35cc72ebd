// Moov's dialect as an operator chose it.

import type { Dialect } from '../dialect.ts'
import { serveMoov } from './server.ts'
import type { MoovSwitches } from './switches.ts'
import { moovTermsFor } from './terms.ts'

export const moovSwitched = (switches: MoovSwitches): Pick<Dialect, 'terms' | 'serve'> =>
  ({ terms: moovTermsFor(switches), serve: services => serveMoov(services, switches) })
