// The list of dialects. Adding a provider is one folder and one line here.

import type { DialectName } from '../core/dispute.ts'
import type { Terms } from '../core/terms.ts'
import type { Dialect } from './dialect.ts'
import { afterpay } from './afterpay/index.ts'
import { ahrvo } from './ahrvo/index.ts'
import { alipay } from './alipay/index.ts'
import { moov } from './moov/index.ts'
import { native } from './native/index.ts'
import { omise } from './omise/index.ts'
import { afterpaySwitched } from './afterpay/switched.ts'
import { ahrvoSwitched } from './ahrvo/switched.ts'
import { alipaySwitched } from './alipay/switched.ts'
import { moovSwitched } from './moov/switched.ts'
import { omiseSwitched } from './omise/switched.ts'
import type { Switches } from './switches.ts'

export const dialects: Readonly<Record<DialectName, Dialect>> = { native, alipay, afterpay, omise, moov, ahrvo }

/** The same as an operator chose them. */
export const dialectsWith = (chosen: Switches): typeof dialects => ({
  native, alipay: { ...alipay, ...alipaySwitched(chosen.alipay) }, afterpay: { ...afterpay, ...afterpaySwitched(chosen.afterpay) },
  omise: { ...omise, ...omiseSwitched(chosen.omise) }, moov: { ...moov, ...moovSwitched(chosen.moov) }, ahrvo: { ...ahrvo, ...ahrvoSwitched(chosen.ahrvo) },
})

export const termsOf = (dialect: DialectName): Terms => dialects[dialect].terms
