// What somebody wants to know before deciding about a dispute: what each choice means under its provider's terms, until when, what the
// payment has seen, and what came of others like it. Data only.

import { z } from 'zod'
import { silences } from '../../../core/consequences.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { answer, readFailures } from './common.ts'
import { allowed, category, dialect, fee, phase, state } from './dispute.ts'
import { sample } from './examples.ts'
import { headers, idParams, instant, money, sum } from './shapes.ts'

/** A sentence and the stable word for what it says. */
const sentence = z.object({ code: z.string(), text: z.string() })
const said = z.array(sentence).meta({ description: 'For people, in the order in which they should be read; `code` is stable.' })

const earlier = z.object({
  id: z.string(), dialect, state, phase, amount: money, category, opened_at: instant,
  same: z.array(z.enum(['payment', 'customer'])).meta({ description: 'What it has in common with this one.' }),
})

export const recent = z.object({
  days: z.int(), nth: z.int().meta({ description: 'Which one this is of those of the same payment or customer that opened within these days, itself included: 1 for the first.' }),
  complete: z.boolean().meta({ description: 'False where only some were looked at: then it is at least that one.' }),
})

export const context = z.object({
  dispute: z.string(), revision: z.int(), at: instant.meta({ description: 'When this was answered, by the clock of the disputes.' }),
  provider: z.object({
    dialect, name: z.string(),
    accept: z.object({ term: z.string(), method: z.string(), path: z.string() }).nullable().meta({ description: 'What the provider calls it, and the call in its own API.' }),
  }),
  accept: z.object({
    possible: allowed,
    until: instant.nullable().meta({ description: 'The last instant at which it is in time; null where no time is set or none is left.' }),
    final: z.boolean().meta({ description: 'Whether nobody can take it back once it took effect.' }),
    undo: z.object({ seconds: z.int(), by: z.literal('whoever may decide') })
      .meta({ description: 'The longest undo window that is granted now, before anything takes effect; 0 where none is.' }),
    debit: money.meta({ description: 'What leaves the merchant by it that has not left before.' }),
    sentences: said,
  }),
  contest: z.object({
    possible: allowed, until: instant.nullable(),
    concede_later: z.boolean().meta({ description: 'Whether it can still be accepted once the defense is sent.' }),
    sentences: said,
  }),
  silence: z.object({
    effect: z.enum(silences).meta({
      description: '`none`: nothing is waited for. `free`: it ends and costs nothing. `conceded`: it ends as if given up. `waits`: it stays open, beyond any answer. `provider_decides`: the provider ends it.',
    }),
    at: instant.nullable(), sentences: said,
  }),
  fees: z.object({
    kept: z.array(fee).meta({ description: 'Charged, and not given back whatever comes.' }),
    refundable: z.array(fee).meta({ description: 'Charged, and given back by a win.' }),
    sentences: said,
  }),
  evidence: z.object({
    files: z.int(), file_bytes: z.int(), total_bytes: z.int(), types: z.array(z.string()),
    text_length: z.int().meta({ description: 'The longest text, in characters; 0 where no text is taken.' }),
    statement_alone: z.boolean(), after_accept: z.boolean(), after_submit: z.boolean(),
    used: z.object({ files: z.int(), bytes: z.int(), texts: z.int() }),
  }),
  deadline: z.object({
    at: instant, zone: z.string().nullable(), source: z.enum(['provider', 'rule', 'operator']),
    binding: z.boolean().meta({ description: 'False where the provider names none: this one is a guess, by which it is warned and nobody is turned away.' }),
    buffer: z.object({ seconds: z.int(), source: z.enum(['connection', 'usual']), at: instant.nullable() })
      .meta({ description: 'How long before it counts as urgent, and since when; null for not at all.' }),
  }).nullable(),
  payment: z.object({
    id: z.string().nullable(), captured: sum.nullable(), refunded: sum.meta({ description: 'Given back by other ways, as far as was told.' }),
    returned: sum.meta({ description: 'Given back by other disputes of this payment, or promised to.' }),
    left: sum.nullable().meta({ description: 'What could still be given back; null where the capture is not known.' }),
    sentences: said,
  }),
  earlier: z.object({
    data: z.array(earlier), complete: z.boolean().meta({ description: 'Whether there are no more than these.' }),
    recent,
  }),
  record: z.object({
    category, decided: z.int(), won: z.int(), lost: z.int(), accepted: z.int(), expired: z.int(),
    win_rate: z.number().nullable().meta({ description: 'Won of those that were contested to an end, 0 to 1; null without any.' }),
    complete: z.boolean().meta({ description: 'False where only the newest were looked at.' }),
  }).meta({ description: 'What came of disputes for this reason that opened at this merchant within a year.' }),
}).meta({ id: 'Context' })

export type WireContext = z.input<typeof context>
export type WireSentence = z.input<typeof sentence>

export const contextEndpoints = {
  getContext: {
    method: 'GET', path: '/v1/disputes/{id}/context', operation: 'getContext', summary: 'What a decision would mean', tags: ['Disputes'], scope: 'read', headers,
    description: 'What accepting, contesting and staying silent mean under the terms of the provider, and what is known of the payment, the customer and the reason. Each search behind it looks at a bounded number of disputes.',
    params: idParams('dsp'), notFound: 'dispute_not_found',
    answers: { 200: answer('What is known.', context) }, failures: [...readFailures, 'dispute_not_found'],
    examples: { one: { params: { id: sample.dispute }, status: 200 }, unknown: { params: { id: 'dsp_00000000000000000000000000' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
