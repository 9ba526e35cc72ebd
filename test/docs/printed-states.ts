/** The state table in words, found by asking `can` and never by reading its source: what it answers is what is printed. */
import { can } from '../../src/core/can.ts'
import type { CommandKind } from '../../src/core/command.ts'
import { states, type Dispute, type State } from '../../src/core/dispute.ts'
import { inState, termsWith } from '../kit/builders.ts'
import { page, row } from './printed-text.ts'

/** What the answer may rest on besides the state. */
type Given = { waits: boolean; provisional: boolean; underReview: boolean; secondCycle: boolean }
type Ground = { name: keyof Given; when: string }

const grounds: Ground[] = [
  { name: 'underReview', when: 'where the provider takes an acceptance under review' },
  { name: 'secondCycle', when: 'where the provider has a second cycle' },
  { name: 'provisional', when: 'while the win is provisional' },
  { name: 'waits', when: 'while an acceptance waits in its undo window' },
]

const columns: Record<Exclude<CommandKind, 'open'>, string> = {
  accept: 'give up the money', undo: 'take back an acceptance that waits', stage: 'add evidence', unstage: 'remove evidence', submit: 'send the defense',
  annotate: 'keep metadata, tags, a note', elapse: 'time acts', resolve: 'the other side decides', reverse: 'a provisional win is taken back',
  escalate: 'the next phase begins', move_deadline: 'the deadline is moved', confirm: 'the provider confirms', refuse: 'the provider refuses', observe: 'the provider is read',
}
const commands = Object.keys(columns) as (keyof typeof columns)[]

export function statesPage(): string {
  const matrix = states.map(state => row([`[\`${state}\`](#${state})`, ...commands.map(command => short(answersOf(state, command)))]))
  return page('States and what they allow', [
    'Printed from `src/core/can.ts` by `node scripts/run.cjs test/docs/print.ts`; a test compares. `decide`, the dispute\'s `can` in the API and every dialect',
    'read this one table. It says what the *state* allows; deadlines, phases, amounts and limits are judged after it, in the order of [refusals.md](refusals.md).',
    '', '![The life of a dispute](life.svg)', '',
    '**yes**: allowed. **if**: it depends, see below. A blank cell: refused. Where a provider has a second cycle, `escalate` makes a dispute that was won or lost',
    'wait for an answer again.', '',
    row(['', ...commands.map(command => `\`${command}\``)]), row(['---', ...commands.map(() => '---')]), ...matrix,
    '', ...states.flatMap(sectionOf), '## The commands', '', row(['command', 'what it is']), row(['---', '---']),
    ...commands.map(command => row([`\`${command}\``, columns[command]])),
    '', 'The other side\'s commands (`resolve`, `reverse`, `escalate`, `move_deadline`) are given by the sandbox\'s judge; `confirm`, `refuse` and `observe` by',
    '[connections to providers](operating.md#connections-to-providers).',
  ])
}

function sectionOf(state: State): string[] {
  const by = Map.groupBy(commands, command => answersOf(state, command))
  return [`### ${state}`, '', ...[...by].map(([answer, of]) => `- ${of.map(command => `\`${command}\``).join(', ')}: ${answer}`), '']
}

const short = (answer: string): string => (answer === 'yes' ? 'yes' : answer.includes('yes') ? 'if' : '')

function answersOf(state: State, command: CommandKind): string {
  return spoken(given => can(dispute(state, given), command, termsWith({ acceptUnderReview: given.underReview, secondCycle: given.secondCycle })), grounds,
    { waits: false, provisional: false, underReview: false, secondCycle: false })
}

/** One ground after the other: where it makes no difference, it is not mentioned. */
function spoken(ask: (given: Given) => string, left: readonly Ground[], given: Given): string {
  const [ground, ...rest] = left
  if (!ground) return worded(ask(given))
  const [yes, no] = [true, false].map(holds => spoken(ask, rest, { ...given, [ground.name]: holds })) as [string, string]
  if (yes === no) return no
  return yes.includes('otherwise') ? `${ground.when}: ${yes}; elsewhere: ${no}` : `${yes} ${ground.when}, otherwise ${no}`
}

const worded = (answer: string): string => (answer === 'yes' ? 'yes' : `refused, [\`${answer}\`](refusals.md#${answer})`)

function dispute(state: State, { waits, provisional }: Given): Dispute {
  const built = inState[state]() as Dispute
  const pending = waits && 'pending' in built ? { pending: waiting } : {}
  return { ...built, ...pending, ...(built.state === 'won' ? { resolution: { ...built.resolution, final: !provisional } } : {}) } as Dispute
}

const waiting = { id: 'act_waiting' }
