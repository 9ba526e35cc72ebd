// Where Alipay's documents leave a choice and an operator may want the other one. Data only.

import { parseDuration } from '../../core/duration.ts'
import type { Switchboard } from '../switchboard.ts'

export type AlipaySwitches = {
  /** `TEMPLATE` and `FILE`, which the Python client writes, name evidence too. A credential may say so for itself. */
  shortEvidenceTypes: boolean
  /** How far Request-Time may be from now. No window is documented: null looks at no age. */
  requestTimeWithinMs: number | null
}

export const usualSwitches: AlipaySwitches = { shortEvidenceTypes: false, requestTimeWithinMs: null }

export const alipaySwitches: Switchboard<AlipaySwitches> = {
  usual: usualSwitches,
  words: {
    'short-evidence-types': { to: { shortEvidenceTypes: true }, about: 'TEMPLATE and FILE name evidence too, as the Python client writes them' },
    'request-time-within': {
      takes: 'DURATION', example: 'PT15M', reads: within,
      about: 'a request whose Request-Time is further from now, or is no time, is PARAM_ILLEGAL; otherwise no age is looked at',
    },
  },
}

function within(text: string): Partial<AlipaySwitches> | undefined {
  const span = parseDuration(text)
  return span && span.months === 0 && span.days === 0 && span.ms > 0 ? { requestTimeWithinMs: span.ms } : undefined
}
