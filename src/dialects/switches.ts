// The switches of all dialects, each by the name of its dialect. Data only: what they turn is in the folders.

import { afterpaySwitches, type AfterpaySwitches } from './afterpay/switches.ts'
import { ahrvoSwitches, type AhrvoSwitches } from './ahrvo/switches.ts'
import { alipaySwitches, type AlipaySwitches } from './alipay/switches.ts'
import { moovSwitches, type MoovSwitches } from './moov/switches.ts'
import { omiseSwitches, type OmiseSwitches } from './omise/switches.ts'
import type { Switchboard } from './switchboard.ts'

export type Switches = { alipay: AlipaySwitches; afterpay: AfterpaySwitches; omise: OmiseSwitches; moov: MoovSwitches; ahrvo: AhrvoSwitches }
export type Switched = keyof Switches

export const switchboards: { [N in Switched]: Switchboard<Switches[N]> } = {
  alipay: alipaySwitches, afterpay: afterpaySwitches, omise: omiseSwitches, moov: moovSwitches, ahrvo: ahrvoSwitches,
}

export const usualSwitches: Switches = {
  alipay: alipaySwitches.usual, afterpay: afterpaySwitches.usual, omise: omiseSwitches.usual, moov: moovSwitches.usual, ahrvo: ahrvoSwitches.usual,
}
