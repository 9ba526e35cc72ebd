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

export const dialects: Readonly<Record<DialectName, Dialect>> = { native, alipay, afterpay, omise, moov, ahrvo }

export const termsOf = (dialect: DialectName): Terms => dialects[dialect].terms
