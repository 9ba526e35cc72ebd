// What the endpoints share: ids, times, money as text, and the failures that every call can have. Data only.

import { z } from 'zod'
import { ignored } from '../../../wire/contract.ts'

export const decimal = z.string().regex(/^\d+\.\d{2,4}$/).meta({ description: 'Major units with two decimals (more where the currency has more), never a number.', examples: ['48.46'] })
export const epochSeconds = z.string().regex(/^-?\d+$/).meta({ description: 'Epoch seconds in UTC, as text.', examples: ['1693004000'] })
export const dateTime = z.string().meta({ format: 'date-time' })

export const disputeParams = z.object({ dispute_id: z.string().max(200).meta({ description: 'The id of the dispute.', examples: ['dp_N64jYg4RC4ZBUsXjLzE3W5'] }) })

/** Only named headers are read; that an Accept other than JSON is refused is judged before a call is read. */
export const headers = z.object({
  'user-agent': z.string().optional().meta({ description: '<Plugin>/<version> (<Platform>/<version>; <Runtime>/<version>; <Merchant>/<number>) <URL>' }),
  accept: z.string().optional().meta({ description: 'application/json, which is the default, or */*.' }),
})

/** The accept page prints a parameter without a name; whatever a query says beyond what is read is passed over. */
export const anyQuery = z.looseObject({})

/** The body of a GET has no meaning; more than this is not even drained. */
export const strayBody = { body: ignored(), maxBody: 1024 } as const

export const readFailures = ['unauthorized', 'not_acceptable', 'user_agent_missing', 'method_not_allowed', 'too_many_requests', 'unavailable'] as const
export const writeFailures = [...readFailures, 'forbidden', 'not_from_a_page'] as const
