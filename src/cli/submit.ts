// Sends the defense of a dispute, once; it cannot be changed afterwards, so it asks.

import { shown } from './amount.ts'
import { define, done } from './command.ts'
import { confirmed, following, mustBeAskable } from './confirm.ts'
import { linesOf, dueText } from './dispute-words.ts'
import { exits } from './exit.ts'

export const submit = define({
  usage: 'parley submit ID [--statement TEXT]', client: true, args: { least: 1, most: 1 },
  examples: ['parley submit dsp_… --merchant mch_…', 'parley submit dsp_… --statement "Delivered on 3 November, signed." --yes'],
  options: {
    statement: { type: 'string', value: 'TEXT', help: 'what the merchant says' },
    'idempotency-key': { type: 'string', value: 'KEY', help: 'fixes the key, for example to repeat after an unknown outcome' },
    yes: { type: 'boolean', help: 'does not ask' },
  },
  async run({ args, values, api, io, put, say }) {
    mustBeAskable(io, values.yes)
    const [asked, id] = [await api(), args[0]!]
    const { body: dispute } = await asked.call('getDispute', { params: { id } })
    await say(`Submit the defense of ${dispute.id} at ${dispute.dialect}\n` + linesOf([
      ['About', shown(dispute.amount)], ['Sends', `${dispute.evidence.length} pieces of evidence${values.statement ? ' and a statement' : ''}`],
      ['Due', dueText(dispute, io.timeZone)], ['Final', 'yes; it goes out once and cannot be changed'],
    ]))
    await confirmed(io, values.yes, 'submit', 'send it')
    const key = values['idempotency-key'] ?? io.newKey()
    await say(`Idempotency-Key: ${key}\n`)
    const answer = await asked.call('submitDispute', { params: { id }, key, body: { statement: values.statement }, look: following(`parley get ${id}`, values.merchant) })
    await put(values.json ? `${answer.json}\n` : answer.status === 200 ? `${id}  submitted\n` : `${id}  not confirmed yet\n`)
    return answer.status === 200 ? done : exits.unknown
  },
})
