// What a check can find, and how it is told to a person: which dispute, what is, what should be.

export const problemCodes = {
  dispute_missing: 'Events or postings stand without their dispute.',
  events_missing: 'A dispute has no events.',
  event_gap: 'Events of a dispute do not follow one another.',
  chain_broken: 'The audit chain is broken: an event was changed, removed, added or moved.',
  chain_head_differs: 'The dispute does not end where its audit chain ends: the last events were cut off or added.',
  event_unreadable: 'An event cannot be read or does not follow from the ones before.',
  event_differs: 'What stands beside an event is not what the event says.',
  dispute_differs: 'A dispute is not what its events make it.',
  accepted_twice: 'A dispute was accepted twice in one cycle.',
  posting_missing: 'A posting that follows from an event is not there.',
  posting_unexpected: 'A posting follows from no event.',
  posting_differs: 'A posting is not what its event says.',
  books_unbalanced: 'The books do not add up to nothing.',
  balance_differs: 'A balance is not the sum of its postings.',
  payment_differs: 'What went back for a payment is not what its disputes say.',
  notice_missing: 'An event has no notice.',
  notice_unexpected: 'A notice belongs to no event.',
  notice_differs: 'A notice is not what its event says.',
  delivery_dangling: 'A delivery stands without its notice.',
  delivery_missing: 'An endpoint was never to be sent a notice that it asked for.',
  errand_missing: 'An act is on its way upstream and nobody carries it.',
  errand_unexpected: 'Somebody carries an act that is not on its way.',
  errand_late: 'Nobody has looked after an act that is on its way: is the courier running?',
  answer_unreadable: 'An answer that was kept for repetitions cannot be given again.',
  overdue: 'What was due has not happened: is the timekeeper running?',
  not_sequenced: 'A notice has waited long for its place in the stream: is the sequencer running?',
} as const
export type ProblemCode = keyof typeof problemCodes

/** Warnings are about workers that are behind, or settings changed since; the data is sound. */
const warnings: readonly ProblemCode[] = ['overdue', 'not_sequenced', 'delivery_missing', 'errand_late']

export type About = { merchant: string; dispute: string | null; subject: string }
export type Problem = About & { code: ProblemCode; severity: 'error' | 'warning'; is: string; shouldBe: string }
export type Counts = Record<'disputes' | 'events' | 'postings' | 'balances' | 'payments' | 'notices' | 'deliveries' | 'answers' | 'errands', number>
export type Find = (code: ProblemCode, about: About, is: unknown, shouldBe: unknown) => void

/** More than anybody reads; all are counted. */
const mostKept = 1000

export function finder(): { find: Find; all(): { ok: boolean; problems: Problem[]; found: number; warnings: number } } {
  const problems: Problem[] = []
  let found = 0
  let warned = 0
  return {
    find(code, about, is, shouldBe) {
      const severity = warnings.includes(code) ? 'warning' : 'error'
      if (severity === 'warning') warned++
      else found++
      if (problems.length < mostKept) problems.push({ code, severity, ...about, is: shown(is), shouldBe: shown(shouldBe) })
    },
    all: () => ({ ok: found === 0, problems, found, warnings: warned }),
  }
}

export function reportOf({ problems, found, warnings: warned, counts }: { problems: Problem[]; found: number; warnings: number; counts: Counts }): string {
  const read = Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', ')
  const verdict = found === 0 ? 'Everything fits together.' : `${found} ${found === 1 ? 'thing does' : 'things do'} not fit together.`
  const kept = problems.length < found + warned ? [`Only the first ${problems.length} are shown.`] : []
  return [...problems.map(paragraph), ...kept, `Read ${read}.`, warned ? `${verdict} ${warned} ${warned === 1 ? 'warning' : 'warnings'}.` : verdict].join('\n') + '\n'
}

function paragraph({ code, severity, merchant, dispute, subject, is, shouldBe }: Problem): string {
  const where = [dispute && `dispute ${dispute}`, merchant && `merchant ${merchant}`].filter(Boolean).join(', ')
  return `${severity}: ${code}: ${problemCodes[code]}\n  where      ${where}: ${subject}\n  is         ${is}\n  should be  ${shouldBe}\n`
}

/** One line, whatever somebody put into a database by hand. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value === 'bigint' ? value.toString() : JSON.stringify(value) ?? 'nothing'
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').toWellFormed()
  return line.length > 300 ? `${line.slice(0, 300)}…` : line
}
