// Shows the history of one dispute.

import { define, done } from './command.ts'
import { spaced } from './dispute-words.ts'
import { tableOf } from './table.ts'
import { pageOptions } from './pages.ts'

export const events = define({
  usage: 'parley events ID', examples: ['parley events dsp_… --merchant mch_…', 'parley events dsp_… --json'], options: pageOptions, client: true, args: { least: 1, most: 1 },
  async run({ args, values, api, io, put, say }) {
    const { body, json } = await (await api()).call('listEvents', { params: { id: args[0]! }, query: { limit: values.limit ?? '100', cursor: values.cursor } })
    const { head, rows } = tableOf<(typeof body.data)[number]>([
      { head: 'SEQ', of: event => String(event.seq), right: true }, { head: 'AT (UTC)', of: event => event.at }, { head: 'WHAT', of: event => spaced(event.kind) },
      { head: 'BY', of: event => `${event.by.id} through ${event.by.surface}`, flexible: true },
    ], body.data, io.stdout.columns)
    await put(values.json ? `${json}\n` : [head, ...rows, ''].join('\n'))
    if (body.next_cursor !== null) await say(`There are more: --cursor ${body.next_cursor}\n`)
    return done
  },
})
