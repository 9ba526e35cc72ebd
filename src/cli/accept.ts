// Accepts disputes: reads them, shows what is given up, asks, and sends each once. Nothing is sent that was not shown.

import { acceptReasons } from '../core/dispute.ts'
import { majorOf, readAmount } from './amount.ts'
import { casesOf, effectOf, effectOfAll, type Case, type Terms } from './accept-plan.ts'
import { exitOf, exitOfAll, jsonOf, lineOf, sendAll } from './accept-send.ts'
import { define, oneOf, done } from './command.ts'
import { confirmed, mustBeAskable } from './confirm.ts'
import { usage, type Exit } from './exit.ts'
import { readMillis } from './when.ts'

const reasons = acceptReasons.filter(reason => reason !== 'unspecified')

export const accept = define({
  usage: 'parley accept ID… --reason REASON', client: true, args: { least: 1, most: 1000 },
  examples: [
    'parley accept dsp_… --reason no_proof --merchant mch_…', 'parley accept dsp_… --reason customer_is_right --hold 10s --note "The carrier lost it."',
    'parley accept dsp_… --reason no_proof --yes --expect-amount 120.00usd --json', 'parley accept dsp_1… dsp_2… --reason not_worth_it --dry-run',
  ],
  about: 'Gives up the money, and cannot be taken back. On a terminal it asks; elsewhere it needs --yes. Each acceptance goes out once, under an\nIdempotency-Key that is printed first. When the outcome is unknown (8), look with parley get, or repeat with the same key; never with a new one.',
  options: {
    reason: { type: 'string', value: 'REASON', help: reasons.join(', ') },
    note: { type: 'string', value: 'TEXT', help: 'goes on the record' },
    hold: { type: 'string', value: '10s', help: 'waits this long and can be undone, up to an hour' },
    'expect-amount': { type: 'string', value: '120.00usd', help: 'refuses if the dispute is about another amount' },
    override: { type: 'string', value: 'WHY', help: "accepts although the payment was given back already, or the provider's time has passed; goes on the record" },
    'idempotency-key': { type: 'string', value: 'KEY', help: 'fixes the key, for example to repeat after an unknown outcome' },
    yes: { type: 'boolean', help: 'does not ask' },
    'dry-run': { type: 'boolean', help: 'shows what would happen and sends nothing' },
  },
  async run({ values, args, io, api, put, say }) {
    const ids = [...new Set(args)]
    const reason = oneOf('reason', values.reason, reasons)
    const amount = values['expect-amount'] === undefined ? null : readAmount(values['expect-amount'])
    if (amount && ids.length > 1) throw usage('--expect-amount is about one dispute.', 'Take the others in commands of their own.')
    const terms = { holdSeconds: holdSecondsOf(values.hold), timeZone: io.timeZone }
    const dry = values['dry-run'] === true
    if (!dry) mustBeAskable(io, values.yes)
    const asked = await api()
    const key = values['idempotency-key']
    // A repetition is answered as before: under its key although the dispute is decided by now, and under any while nobody knows.
    const isJudgedThere = key !== undefined || values.override !== undefined
    const cases = await casesOf(asked, ids, { judged: ({ state }) => !isJudgedThere && (dry || state !== 'accepting'), amount })
    if (dry) return dryRun(cases, terms, values.json === true, put)
    if (cases.every(({ failed }) => failed)) throw cases[0]!.failed
    await say(effectOfPlan(cases, terms))
    await confirmed(io, values.yes, wordFor(cases), 'accept')
    const all = await sendAll(asked, io, cases, { reason, note: values.note, holdSeconds: terms.holdSeconds, override: values.override, key, merchant: values.merchant })
    if (all.length === 1 && all[0]!.failed) throw all[0]!.failed
    const [only] = all
    await put(values.json ? `${all.length === 1 ? only!.answer!.json : jsonOf(all)}\n` : all.map(sent => lineOf(sent, io, values.merchant)).join(''))
    return all.length === 1 ? exitOf(only!) : exitOfAll(all)
  },
})

function holdSecondsOf(text: string | undefined): number {
  const ms = text === undefined ? 0 : readMillis(text)
  if (ms % 1000 !== 0 || ms > 3_600_000) throw usage('--hold is whole seconds, up to an hour.')
  return ms / 1000
}

const effectOfPlan = (cases: readonly Case[], terms: Terms): string => (cases.length === 1 ? effectOf(cases[0]!.dispute!, terms) : effectOfAll(cases, terms))

/** The amount of one; how many there are of several. */
function wordFor(cases: readonly Case[]): string {
  return cases.length === 1 ? majorOf(cases[0]!.dispute!.amount) : String(cases.filter(({ failed }) => !failed).length)
}

async function dryRun(cases: readonly Case[], terms: Terms, json: boolean, put: (text: string) => Promise<void>): Promise<Exit> {
  const [only] = cases
  if (cases.length === 1 && only!.failed) throw only!.failed
  if (json) await put(cases.length === 1 ? `${only!.json}\n` : `{"data":[${cases.flatMap(found => (found.failed ? [] : [found.json])).join(',')}]}\n`)
  else await put(`${effectOfPlan(cases, terms)}Nothing was sent: this was a dry run.\n`)
  return cases.length === 1 ? done : exitOfAll(cases.map(({ id, failed }) => ({ id, failed, answer: failed ? null : wouldBe })))
}

/** Stands for an answer that would have been a success. */
const wouldBe = { status: 200 } as Parameters<typeof exitOf>[0]['answer']
