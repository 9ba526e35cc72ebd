// Shows one dispute.

import { shown } from './amount.ts'
import { define, done } from './command.ts'
import { asideUntil, storyOf, dueText, feesText, linesOf, spaced, type Dispute } from './dispute-words.ts'
import { safe } from './text.ts'
import { bothText } from './when.ts'

export const get = define({
  usage: 'parley get ID', examples: ['parley get dsp_… --merchant mch_…', 'parley get dsp_… --json'],
  options: {}, client: true, args: { least: 1, most: 1 },
  async run({ args, values, put, api, io }) {
    const { body, json } = await (await api()).call('getDispute', { params: { id: args[0]! } })
    await put(values.json ? `${json}\n` : page(body, io.timeZone))
    return done
  },
})

function page(dispute: Dispute, timeZone: string): string {
  const { id, dialect, phase, state, acceptance, act, defense, resolution, payment, revision } = dispute
  const aside = asideUntil(dispute)
  return `${id} at ${dialect}: ${spaced(state)}\n` + linesOf(([
    ['Amount', shown(dispute.amount)],
    ['Fees', feesText(dispute)],
    ['Story', `${spaced(dispute.reason.category)}: ${storyOf(dispute)}`],
    ['Customer', dispute.story?.customer],
    ['Order', payment.order ?? payment.id],
    ['Phase', spaced(phase)],
    ['Due', dueText(dispute, timeZone)],
    ['Snoozed', aside && `until ${bothText(aside, timeZone)}`],
    ['Waits', act && `${act.kind} ${act.id}, ${act.state}, takes effect ${bothText(act.due_at, timeZone)}`],
    ['Accepted', acceptance && `${bothText(acceptance.at, timeZone)} by ${acceptance.by.id} through ${acceptance.by.surface}: ${spaced(acceptance.reason)}`],
    ['Note', acceptance?.note],
    ['Submitted', defense && `${bothText(defense.at, timeZone)}, ${defense.evidence.length} pieces of evidence`],
    ['Decided', resolution && `${bothText(resolution.at, timeZone)}${resolution.final ? '' : ', provisionally'}${resolution.note ? `: ${resolution.note}` : ''}`],
    ['Evidence', dispute.evidence.map(item => item.name ?? item.category ?? item.id).join(', ')],
    ['Accept', possible(dispute.can?.accept)],
    ['Contest', possible(dispute.can?.submit)],
    ['Theirs', [dispute.theirs.id, dispute.theirs.status].filter(Boolean).join(', ')],
    ['Revision', String(revision)],
  ] as const).map(([name, value]) => [name, value && safe(value)] as const))
}

type Can = NonNullable<Dispute['can']>['accept'] | undefined
const possible = (can: Can): string | null => (can === undefined ? null : can === true ? 'possible' : `not possible: ${can.why}`)
