/** Mistakes about what is put aside, kept for oneself, and said of acts on their way. Data only; the runner patches a copy, never this tree. */
import type { Planted } from './index.ts'

const aside = 'src/core/decide.snooze.test.ts'
const server = 'src/dialects/native/server'
const back = 'it leaves what needs a decision until its time, is counted apart, and comes back by itself when the clock says so'

export const planted: Planted[] = [
  { name: 'A dispute is put aside into its last day', file: 'src/core/snooze.ts', find: 'until <= latest)', replace: 'until <= latest + snoozeMargin)', caughtBy: aside, testName: 'it is never put aside into the past or into the last day before the buffer, whatever the buffer is' },
  { name: 'What was decided and taken back stays put aside', file: 'src/core/snooze.ts', find: ' || pendingOf(before) !== pendingOf(after)', replace: '', caughtBy: aside, testName: 'it is over once somebody decides, also where that is taken back, and once the dispute goes on' },
  { name: 'A deadline that comes nearer leaves it put aside', file: 'src/core/snooze.ts', find: 'latestSnooze(dispute) ?? Infinity', replace: 'Infinity', caughtBy: aside, testName: 'a deadline that is moved nearer brings it back earlier, one that is moved away does not keep it longer' },
  { name: 'What is put aside never comes back', file: 'src/store/filter.ts', find: 'or w.snoozed_until <= ${mark(filter.snoozed.at)}', replace: 'or w.snoozed_until < ${mark(filter.snoozed.at)} - 999999999999', caughtBy: `${server}/snooze.test.ts`, testName: back },
  { name: 'What is put aside counts as needing a decision', file: `${server}/summary.ts`, find: "state === 'needs_response' && !snoozed", replace: "state === 'needs_response' && (snoozed || !snoozed)", caughtBy: `${server}/snooze.test.ts`, testName: back },
  { name: 'Everybody has everybody\'s views', file: `${server}/saved-views.ts`, find: 'user?.id ?? id', replace: "(user, id, 'everybody')", caughtBy: `${server}/saved-views.test.ts`, testName: 'a view is kept, renamed and removed by whoever made it, and nobody else sees it or can' },
  { name: 'A list says sending of what nobody knows', file: `${server}/on-its-way.ts`, find: "act?.state === 'asked' ? [act.id] : []", replace: "act?.state === 'pending' ? [act.id] : []", caughtBy: `${server}/on-its-way.test.ts`, testName: 'a list says of an act on its way what the dispute says alone, whatever became of it' },
]
