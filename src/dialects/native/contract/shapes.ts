// The shapes that many endpoints share: money, instants, ids and pages. Data only.

import { z } from 'zod'
import { isCurrency, type Currency } from '../../../core/currency.ts'
import { addDuration, parseDuration } from '../../../core/duration.ts'
import { isId, type Id, type Prefix } from '../../../core/ids.ts'
import { isPlainLine, isPlainText } from '../../../core/plain-text.ts'
import { parseInstant } from '../../../core/time.ts'

export const text = (longest: number) => z.string().max(longest).refine(isPlainText, 'expected text without control characters')
export const words = (longest: number) => text(longest).min(1)
export const line = (longest: number) => z.string().min(1).max(longest).refine(isPlainLine, 'expected one line without control characters')

export const currency = z.string().refine(isCurrency, 'expected an ISO 4217 currency code').transform(code => code as Currency)
  .meta({ description: 'ISO 4217 code', examples: ['THB'] })

const minorUnits = 'Integer of minor units: 12000 THB is 120.00, 120 JPY is 120.'
export const moneyIn = z.strictObject({ value: z.int().min(1).meta({ description: minorUnits }), currency })
export const moneyInOrNone = z.strictObject({ value: z.int().min(0).meta({ description: minorUnits }), currency })
export const money = z.object({ value: z.int().meta({ description: minorUnits }), currency: z.string() })

/** Sums may go beyond what a JavaScript number keeps; they are printed exactly all the same. */
export const sum = z.object({ value: z.number().meta({ description: `${minorUnits} Printed exactly, also beyond 2^53.` }), currency: z.string() })

export const instant = z.string().meta({ format: 'date-time' })
export const instantIn = z.string().max(64).meta({ format: 'date-time' })
  .refine(value => parseInstant(value) !== null, 'expected an RFC 3339 instant with Z or an offset').transform(value => parseInstant(value)!)

export const durationIn = z.string().max(64).meta({ format: 'duration', examples: ['P7D'] })
  .refine(value => parseDuration(value) !== null, 'expected an ISO 8601 duration, for example P7D').transform(value => parseDuration(value)!)
export { addDuration }

export const idOf = <P extends Prefix>(prefix: P) => z.string().refine(value => isId(prefix, value), `expected an id that begins with ${prefix}_`)
  .transform(value => value as Id<P>)
export const idParams = <P extends Prefix>(prefix: P) => z.object({ id: idOf(prefix) })

/** Up to 100 of them, each once. */
export const idsOf = <P extends Prefix>(prefix: P) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{26}(?:,${prefix}_[0-9a-z]{26}){0,99}$`), `expected up to 100 ids that begin with ${prefix}_, with commas between`)
  .transform(value => [...new Set(value.split(','))] as Id<P>[])

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25).meta({ description: 'How many, 1 to 100.' }),
  cursor: z.string().min(1).max(400).optional().meta({ description: '`next_cursor` of the page before.' }),
}

export const pageOf = <S extends z.ZodType>(item: S) => z.object({ data: z.array(item), next_cursor: z.string().nullable() })

export const headers = z.object({
  'parley-version': z.string().optional().meta({ description: 'The version of this API that the caller speaks: 2026-11-20.' }),
  'parley-merchant': z.string().optional().meta({ description: 'Which merchant the administrator acts for.' }),
})
export const postHeaders = headers.extend({
  'idempotency-key': z.string().optional().meta({ description: 'Repeating a request with the same key gives the same answer and does nothing twice. Kept for 31 days.' }),
})

/** A list in one query parameter, with commas between. */
export const commaList = <T extends string>(allowed: readonly T[]) => z.string().max(400)
  .transform(value => value.split(','))
  .refine(values => values.every(value => (allowed as readonly string[]).includes(value)), `expected some of ${allowed.join(', ')}, with commas between`)
  .transform(values => values as T[])

export const metadata = z.record(words(100), text(500))
export const metadataChange = z.record(words(100), text(500).nullable())
export const tags = z.array(words(60)).max(50)
