// Fills the tables by set-based inserts with copies of one dispute, each with its own number, deadline and time of opening. What is
// open has its payment and can be accepted; what is closed is there to be in the way of reads.

import type { MerchantId } from '../src/core/ids.ts'
import type { Tables } from '../src/engine/store.ts'
import { columnOf, shapeOf } from '../src/store/tables.ts'
import type { Row } from '../src/store/tables.ts'
import type { Place } from './place.ts'
import type { Template } from './template.ts'
import { dueAt, marker, openedAt } from './workload.ts'

export type Batch = { merchant: MerchantId; from: number; to: number; state: 'open' | 'closed' }
const rowsAtOnce = 50_000

export async function fill(place: Place, template: Template, { merchant, from, to, state }: Batch): Promise<void> {
  for (let first = from; first < to; first += rowsAtOnce) {
    const last = Math.min(to, first + rowsAtOnce)
    if (state === 'open') await insert(place, 'payment', { ...template.payment, merchant }, template.open.merchant, first, last)
    await insert(place, 'dispute', { ...template[state], merchant }, template.open.merchant, first, last)
  }
}

async function insert(place: Place, table: 'payment' | 'dispute', row: Tables['payment'] | Tables['dispute'], known: string, from: number, to: number): Promise<void> {
  const { columns } = shapeOf(table)
  const fields = Object.keys(columns)
  const values = fields.map(field => (row as Row)[field]).map(value => (typeof value === 'string' ? value.replaceAll(known, row.merchant) : value))
  const texts = fields.map((field, index) => valueOf(place, field, columns[field] === 'text', `$${index + 1}`, values[index]))
  await place.fill(`insert into ${table} (${fields.map(columnOf).join(', ')}) select ${texts.join(', ')} from ${place.series(from, to)}`, values)
}

// Deadlines over a hundred days without order, openings one second after the other.
const due = `(${dueAt} + n * 7919 % 86400 * 100000)`
const opened = `(${openedAt} - n * 1000)`

const moved: Record<string, string> = { respondBy: `${due} - ${dueAt}`, wakeAt: `${due} - ${dueAt}`, openedAt: `${opened} - ${openedAt}`, updatedAt: `${opened} - ${openedAt}` }

function valueOf({ digits }: Place, field: string, isText: boolean, mark: string, value: unknown): string {
  if (isText) return textOf(digits, `cast(${mark} as text)`, value)
  return `cast(${mark} as bigint)${moved[field] ? ` + ${moved[field]}` : ''}`
}

function textOf(digits: string, mark: string, value: unknown): string {
  const has = (part: string | number): boolean => typeof value === 'string' && value.includes(String(part))
  const numbered = has(marker) ? `replace(${mark}, '${marker}', ${digits})` : mark
  const dated = has(dueAt) ? `replace(${numbered}, '${dueAt}', cast(${due} as text))` : numbered
  return has(openedAt) ? `replace(${dated}, '${openedAt}', cast(${opened} as text))` : dated
}
