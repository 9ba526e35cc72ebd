// Sends the acceptances of a plan, each once and under a key that is shown before it is used, and says what became of them.

import type { Answered, Api } from './api.ts'
import { shown } from './amount.ts'
import type { Case } from './accept-plan.ts'
import { following } from './confirm.ts'
import { Ended, exits, type Exit } from './exit.ts'
import type { Io } from './io.ts'
import { safe } from './text.ts'
import { bothText } from './when.ts'

export type Wish = { reason: string; note: string | undefined; holdSeconds: number; override: string | undefined; key: string | undefined; merchant: string | undefined }
type Answer = Answered<'acceptDispute'>
export type Sent = { id: string; answer: Answer | null; failed: Ended | null }

export async function sendAll(api: Api, io: Io, cases: readonly Case[], wish: Wish): Promise<Sent[]> {
  const all: Sent[] = []
  let stop: Ended | null = null
  for (const found of cases) {
    const failed: Ended | null = found.failed ?? stop
    const one: Sent = failed ? { id: found.id, answer: null, failed } : await send(api, io, found, wish, cases.length > 1)
    // A server that does not answer is not asked for the rest.
    if (one.failed && !failed && isLost(one.failed.exit)) stop = new Ended(one.failed.exit === exits.unknown ? exits.unreachable : one.failed.exit, 'Not sent, because the one before was not answered.')
    all.push(one)
  }
  return all
}

const isLost = (exit: Exit): boolean => exit === exits.unknown || exit === exits.unreachable

async function send(api: Api, io: Io, { id, dispute }: Case, wish: Wish, several: boolean): Promise<Sent> {
  const key = wish.key === undefined ? io.newKey() : several ? `${wish.key}.${id}` : wish.key
  await io.stderr.write(`Idempotency-Key of ${safe(id)}: ${key}\n`)
  try {
    const answer = await api.call('acceptDispute', { params: { id }, key, body: bodyOf(dispute!.amount.value, wish), look: following(`parley get ${id}`, wish.merchant) })
    return { id, answer, failed: null }
  } catch (error) {
    if (error instanceof Ended) return { id, answer: null, failed: error }
    throw error
  }
}

/** Only what stays the same when the command is repeated, so that the same key then stands for the same request. */
function bodyOf(amount: number, { reason, note, holdSeconds, override }: Wish): object {
  return { reason, note, hold_seconds: holdSeconds, override, expect: { amount } }
}

/** Accepted or waiting is done; asked of the provider and not confirmed is not known yet. */
export function exitOf({ answer, failed }: Sent): Exit {
  if (failed) return failed.exit
  return answer!.status === 202 && answer!.body.act.state !== 'pending' ? exits.unknown : exits.done
}

export function exitOfAll(all: readonly Sent[]): Exit {
  const each = all.map(exitOf)
  if (each.includes(exits.unknown)) return exits.unknown
  const [first] = each.filter(exit => exit !== exits.done)
  if (first === undefined) return exits.done
  return each.includes(exits.done) ? exits.partly : first
}

export function lineOf({ id, answer, failed }: Sent, { timeZone }: Pick<Io, 'timeZone'>, merchant: string | undefined): string {
  if (failed) return `${safe(id)}  not accepted  ${safe(failed.message)} [${failed.exit}]\n`
  if (answer!.status === 200) return `${id}  accepted  ${shown(answer!.body.amount)} at ${answer!.body.dialect}, ${bothText(answer!.body.updated_at, timeZone)}\n`
  const { act, dispute } = answer!.body
  if (act.state !== 'pending') return `${id}  not confirmed yet  ${shown(dispute.amount)} at ${dispute.dialect}; look with: ${following(`parley get ${id}`, merchant)}\n`
  return `${id}  waits  ${shown(dispute.amount)} until ${bothText(act.due_at, timeZone)}; take it back with: ${following(`parley undo ${act.id}`, merchant)}\n`
}

/** The API's answers, each with the dispute that it is about. */
export function jsonOf(all: readonly Sent[]): string {
  const lines = all.map(sent => {
    const rest = sent.answer ? `"status":${sent.answer.status},"answer":${sent.answer.json}` : `"status":null,"answer":${sent.failed!.told.json ?? JSON.stringify({ detail: sent.failed!.message })}`
    return `{"dispute":${JSON.stringify(sent.id)},"exit":${exitOf(sent)},${rest}}`
  })
  return `{"data":[${lines.join(',')}]}`
}
