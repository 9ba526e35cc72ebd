// Plays the other side in the sandbox: decides a dispute.

import { readAmount, shown, toWire } from './amount.ts'
import { define, done, oneOf } from './command.ts'
import { following } from './confirm.ts'
import { spaced } from './dispute-words.ts'

const verdicts = ['won', 'lost', 'withdrawn', 'prevented', 'refunded'] as const

export const judge = define({
  usage: `parley judge ID ${verdicts.join('|')}`, client: true, args: { least: 2, most: 2 },
  examples: ['parley judge dsp_… won --merchant mch_…', 'parley judge dsp_… won --provisional', 'parley judge dsp_… lost --judged-amount 50.00thb --note "Half of it was used."'],
  options: {
    provisional: { type: 'boolean', help: 'the other side may still reverse it' },
    'judged-amount': { type: 'string', value: '50.00thb', help: 'the part that goes to the buyer' },
    note: { type: 'string', value: 'TEXT', help: 'what the other side says' },
  },
  async run({ args: [id, word], values, api, put }) {
    const verdict = oneOf('verdict', word, verdicts)
    const judged = values['judged-amount']
    const body = { verdict, final: !values.provisional, note: values.note, judged_amount: judged === undefined ? undefined : toWire(readAmount(judged)) }
    const { body: dispute, json } = await (await api()).call('judgeDispute', { params: { id: id! }, body, look: following(`parley get ${id}`, values.merchant) })
    await put(values.json ? `${json}\n` : `${dispute.id}  ${spaced(dispute.state)}  ${shown(dispute.amount)}\n`)
    return done
  },
})
