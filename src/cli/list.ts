// Lists disputes: a table for people, CSV for spreadsheets, the API's JSON for programs.

import { dialects, phases, states } from '../core/dispute.ts'
import type { Answered, Api } from './api.ts'
import { shown } from './amount.ts'
import { define, done } from './command.ts'
import { asideUntil, storyOf, spaced, type Dispute } from './dispute-words.ts'
import { usage } from './exit.ts'
import type { Io } from './io.ts'
import { csvHead, csvOf } from './list-csv.ts'
import { orders, queryOf, type Query } from './list-query.ts'
import { tableOf, type Column } from './table.ts'
import { paint, safeJson } from './text.ts'
import { isUtc, leftText, localText, utcText } from './when.ts'

export const list = define({
  usage: 'parley list [--due 48h] [--state STATE,…]', args: { least: 0, most: 0 }, client: true,
  examples: ['parley list --due 48h --merchant mch_…', 'parley list --state needs_response,under_review --sort deadline', 'parley list --all --csv > disputes.csv', 'parley list --dialect omise --limit 100 --json'],
  options: {
    due: { type: 'string', value: '48h', help: 'what has to be answered within this time' },
    state: { type: 'string', value: 'STATE,…', help: states.join(', ') },
    dialect: { type: 'string', value: 'NAME,…', help: dialects.join(', ') },
    phase: { type: 'string', value: 'PHASE,…', help: phases.join(', ') },
    text: { type: 'string', value: 'TEXT', help: 'part of an id, a payment, an order, a customer, a reason or a tag' },
    snoozed: { type: 'string', value: 'yes', help: 'yes or no: whether it is put aside now' },
    sort: { type: 'string', value: 'ORDER', help: Object.keys(orders).join(', ') },
    limit: { type: 'string', value: '25', help: 'how many of a page, 1 to 100' },
    cursor: { type: 'string', value: 'CURSOR', help: 'where the page before ended' },
    all: { type: 'boolean', help: 'every page' },
    csv: { type: 'boolean', help: 'CSV, safe to open in a spreadsheet' },
  },
  async run({ values, api, io, put, say }) {
    if (values.csv && values.json) throw usage('--csv and --json are two forms of one answer: take one.')
    const asked = await api()
    const query = await queryOf(values, asked, io)
    if (values.csv) return csv(pagesOf(asked, query, values.all === true), put, say)
    const pages = await Array.fromAsync(pagesOf(asked, query, values.all === true))
    const found = pages.flatMap(page => page.body.data)
    const next = pages.at(-1)!.body.next_cursor
    if (values.json) await put(`${values.all ? safeJson(JSON.stringify({ data: found, next_cursor: next })) : pages[0]!.json}\n`)
    else await table(found, next, io)
    return done
  },
})

async function* pagesOf(api: Api, query: Query, all: boolean): AsyncGenerator<Answered<'listDisputes'>> {
  for (let cursor = query['cursor']; ;) {
    const page = await api.call('listDisputes', { query: { ...query, cursor } })
    yield page
    if (!all || page.body.next_cursor === null) return
    cursor = page.body.next_cursor
  }
}

async function csv(pages: AsyncIterable<Answered<'listDisputes'>>, put: (text: string) => Promise<void>, say: (text: string) => Promise<void>) {
  await put(csvHead)
  let next: string | null = null
  for await (const { body } of pages) {
    await put(csvOf(body.data))
    next = body.next_cursor
  }
  if (next !== null) await say(`There are more: --all, or --cursor ${next}\n`)
  return done
}

async function table(found: readonly Dispute[], next: string | null, { stdout, stderr, env, timeZone }: Io): Promise<void> {
  const { head, rows } = tableOf(columnsFor(timeZone), found, stdout.columns)
  if (found.length > 0) await stdout.write([paint(stdout, env).bold(head), ...rows, ''].join('\n'))
  const zone = isUtc(timeZone) ? 'UTC' : `${timeZone}, and UTC beside it`
  await stderr.write(`${found.length === 0 ? 'No dispute fits.' : `${found.length} shown, times in ${zone}.`}${next === null ? '' : ` There are more: --all, or --cursor ${next}`}\n`)
}

function columnsFor(timeZone: string): Column<Dispute>[] {
  const due = (text: (at: string) => string) => ({ respond_by, seconds_left }: Dispute): string => (respond_by && seconds_left != null ? text(respond_by.at) : '–')
  return [
    ...(isUtc(timeZone) ? [] : [{ head: 'DUE', of: due(at => localText(at, timeZone)) }]),
    { head: 'DUE (UTC)', of: due(utcText) },
    { head: 'LEFT', of: ({ seconds_left }) => (seconds_left == null ? '–' : leftText(seconds_left)), spare: 3 },
    { head: 'AMOUNT', of: ({ amount }) => shown(amount), right: true },
    { head: 'STATE', of: dispute => `${spaced(dispute.state)}${asideUntil(dispute) === null ? '' : ', snoozed'}`, spare: 5 },
    { head: 'DIALECT', of: ({ dialect }) => dialect, spare: 2 },
    { head: 'PHASE', of: ({ phase }) => spaced(phase), spare: 1 },
    { head: 'ID', of: ({ id }) => id },
    { head: 'STORY', of: storyOf, flexible: true, spare: 4 },
  ]
}
