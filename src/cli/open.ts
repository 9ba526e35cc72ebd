// Opens a dispute in the sandbox, as the provider of its dialect would.

import { dialects, phases, reasonCategories } from '../core/dispute.ts'
import { readAmount, shown, toWire } from './amount.ts'
import { define, done, oneOf } from './command.ts'
import { dueText } from './dispute-words.ts'
import { formatInstant } from '../core/time.ts'
import { isoOf, readInstant } from './when.ts'

export const open = define({
  usage: 'parley open AMOUNT', client: true, args: { least: 1, most: 1 },
  examples: ['parley open 120.00thb --merchant mch_…', 'parley open 15000jpy --dialect omise --reason not_received --respond-in 7d --story "It never came." --merchant mch_…'],
  options: {
    dialect: { type: 'string', value: 'NAME', help: dialects.join(', ') },
    phase: { type: 'string', value: 'PHASE', help: phases.join(', ') },
    reason: { type: 'string', value: 'REASON', help: reasonCategories.join(', ') },
    'respond-in': { type: 'string', value: '7d', help: "the time to answer; the provider's usual one when not given" },
    'respond-by': { type: 'string', value: 'INSTANT', help: 'the deadline itself' },
    story: { type: 'string', value: 'TEXT', help: "the customer's words" },
    payment: { type: 'string', value: 'ID', help: 'the payment that it is about' },
    order: { type: 'string', value: 'ID', help: "the merchant's order" },
  },
  async run({ args, values, api, io, put }) {
    const { dialect, phase, reason, story, payment, order } = values
    const body = {
      amount: toWire(readAmount(args[0]!)), story,
      dialect: dialect && oneOf('dialect', dialect, dialects), phase: phase && oneOf('phase', phase, phases), reason: reason && oneOf('reason', reason, reasonCategories),
      respond_in: values['respond-in'] && isoOf(values['respond-in']), respond_by: values['respond-by'] && formatInstant(readInstant(values['respond-by'])),
      payment: payment || order ? { id: payment, order } : undefined,
    }
    const { body: opened, json } = await (await api()).call('openDispute', { body })
    await put(values.json ? `${json}\n` : `${opened.id}  ${shown(opened.amount)} at ${opened.dialect}, due ${dueText(opened, io.timeZone) ?? 'never'}\n`)
    return done
  },
})
