// Makes and lists merchants. The credentials of a new one are printed once and kept nowhere.

import { define, done, oneOf } from './command.ts'
import { usage } from './exit.ts'
import { pageOptions } from './pages.ts'
import { tableOf } from './table.ts'
import { safe } from './text.ts'

export const merchant = define({
  usage: 'parley merchant add NAME | list', client: true, args: { least: 1, most: 2 },
  examples: ['parley merchant add "Mill Ceramics"', 'parley merchant add "Mill Ceramics" --json > mill.json', 'parley merchant list'],
  about: 'The credentials of a new merchant are shown this once.', options: pageOptions,
  async run({ args: [verb, name], values: { json: asJson, limit, cursor }, api, io, put, say }) {
    if (oneOf('command of merchant', verb, ['add', 'list']) === 'add') {
      if (name === undefined) throw usage('What is the merchant called?', 'usage: parley merchant add NAME')
      const { body, json } = await (await api()).call('createMerchant', { body: { name }, look: 'parley merchant list' })
      const lines = Object.entries(body.credentials).flatMap(([dialect, shown]) => Object.entries(shown).map(([part, value]) => `  ${dialect} ${part}  ${value.replaceAll('\n', '\n    ')}\n`))
      await put(asJson ? `${json}\n` : `${body.id}  ${safe(body.name)}\n${lines.join('')}`)
      return done
    }
    const { body, json } = await (await api()).call('listMerchants', { query: { limit, cursor } })
    const { head, rows } = tableOf<(typeof body.data)[number]>([
      { head: 'ID', of: found => found.id }, { head: 'SINCE (UTC)', of: found => found.created_at }, { head: 'NAME', of: found => found.name, flexible: true },
    ], body.data, io.stdout.columns)
    await put(asJson ? `${json}\n` : [head, ...rows, ''].join('\n'))
    if (body.next_cursor !== null) await say(`There are more: --cursor ${body.next_cursor}\n`)
    return done
  },
})
