// Sends a notice again. Whoever gets it twice knows it by its webhook-id.

import { define, done } from './command.ts'
import { following } from './confirm.ts'
import { noticeOf, noticeText } from './notices.ts'

export const replay = define({
  usage: 'parley replay NOTICE', examples: ['parley replay ntc_… --merchant mch_…', 'parley notices --state exhausted'], options: {}, client: true, args: { least: 1, most: 1 },
  about: 'Sends a notice again to every webhook that it was for, with the same webhook-id, and shows the attempts so far.',
  async run({ args, values, api, put, say }) {
    const [asked, id] = [await api(), args[0]!]
    const { body, json } = await asked.call('resendNotice', { params: { id }, body: {}, look: following(`parley notices ${id}`, values.merchant) })
    await say(`${body.deliveries} ${body.deliveries === 1 ? 'delivery is' : 'deliveries are'} due now.\n`)
    await put(values.json ? `${json}\n` : noticeText(await noticeOf(asked, id)))
    return done
  },
})
