// Shows what merchants were told: all of it, or one notice with its deliveries and attempts.

import type { Answered, Api } from './api.ts'
import { define, done } from './command.ts'
import { pageOptions } from './pages.ts'
import { tableOf } from './table.ts'
import { safe } from './text.ts'

export const notices = define({
  usage: 'parley notices [ID]', client: true, args: { least: 0, most: 1 },
  examples: ['parley notices --state exhausted --merchant mch_…', 'parley notices --dispute dsp_…', 'parley notices ntc_…'],
  options: {
    dispute: { type: 'string', value: 'DSP', help: 'those of one dispute' },
    state: { type: 'string', value: 'STATE', help: 'with a delivery that is pending, delivered, or exhausted' },
    ...pageOptions,
  },
  async run({ args: [id], values, api, io, put, say }) {
    const asked = await api()
    if (id !== undefined) {
      const one = await asked.call('getNotice', { params: { id } })
      await put(values.json ? `${one.json}\n` : noticeText(one.body))
      return done
    }
    const { dispute, state, limit, cursor } = values
    const { body, json } = await asked.call('listNotices', { query: { dispute, state, limit, cursor } })
    const { head, rows } = tableOf<(typeof body.data)[number]>([
      { head: 'AT (UTC)', of: notice => notice.at }, { head: 'WHAT', of: notice => notice.kind }, { head: 'DISPUTE', of: notice => notice.dispute ?? '–' }, { head: 'ID', of: notice => notice.id },
    ], body.data, io.stdout.columns)
    await put(values.json ? `${json}\n` : [head, ...rows, ''].join('\n'))
    if (body.next_cursor !== null) await say(`There are more: --cursor ${body.next_cursor}\n`)
    return done
  },
})

export type Notice = Answered<'getNotice'>['body']

export const noticeOf = async (api: Api, id: string): Promise<Notice> => (await api.call('getNotice', { params: { id } })).body

export function noticeText({ id, kind, dispute, at, deliveries }: Notice): string {
  const lines = deliveries.flatMap(delivery => [
    `  to ${delivery.webhook}: ${delivery.state}${delivery.state === 'pending' ? `, next ${delivery.due_at}` : ''}`,
    ...delivery.attempts.map(({ number, at: when, status, error, took_ms }) => `    ${number}. ${when}  ${status ?? safe(error ?? 'no answer')}  ${took_ms} ms`),
  ])
  return [`${id}  ${kind}${dispute ? `  ${dispute}` : ''}  ${at}`, ...(lines.length > 0 ? lines : ['  no webhook wants it']), ''].join('\n')
}
