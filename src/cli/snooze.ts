// Puts disputes aside until an instant, and wakes them. Neither decides anything: deadlines go on.

import { addDuration } from '../core/duration.ts'
import { formatInstant, parseInstant } from '../core/time.ts'
import type { Api } from './api.ts'
import { define, done } from './command.ts'
import { asideUntil, type Dispute } from './dispute-words.ts'
import type { Io } from './io.ts'
import { serverTime } from './list-query.ts'
import { bothText, readDuration, readInstant } from './when.ts'

export const snooze = define({
  usage: 'parley snooze ID UNTIL', client: true, args: { least: 2, most: 2 }, options: {},
  examples: ['parley snooze dsp_… 2d --merchant mch_…', 'parley snooze dsp_… 2026-11-28T09:00:00Z', 'parley list --snoozed yes'],
  about: 'Puts a dispute that needs a response aside. It comes back by itself, a day before its buffer at the latest, or as soon as anything becomes of it.',
  async run({ args: [id, until], values, api, io, put }) {
    const asked = await api()
    const { body, json } = await asked.call('annotateDispute', { params: { id: id! }, body: { snooze_until: formatInstant(await instantOf(until!, asked, io)) }, look: `parley get ${id}` })
    await put(values.json ? `${json}\n` : `${lineOf(body, io)}\n`)
    return done
  },
})

export const wake = define({
  usage: 'parley wake ID', examples: ['parley wake dsp_… --merchant mch_…'], options: {}, client: true, args: { least: 1, most: 1 },
  about: 'Brings back a dispute that was put aside. One that was not stays as it is.',
  async run({ args: [id], values, api, io, put }) {
    const { body, json } = await (await api()).call('annotateDispute', { params: { id: id! }, body: { snooze_until: null }, look: `parley get ${id}` })
    await put(values.json ? `${json}\n` : `${lineOf(body, io)}\n`)
    return done
  },
})

async function instantOf(text: string, api: Api, io: Io): Promise<number> {
  return /^\d{4}-/.test(text) || parseInstant(text) !== null ? readInstant(text) : addDuration(await serverTime(api, io), readDuration(text))
}

function lineOf(dispute: Dispute, { timeZone }: Io): string {
  const until = asideUntil(dispute)
  return until === null ? `${dispute.id} is awake` : `${dispute.id} is put aside until ${bothText(until, timeZone)}`
}
