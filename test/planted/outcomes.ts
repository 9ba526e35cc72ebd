/** Bugs by which somebody hears yes, no or "closed" of a decision whose outcome nobody knows, or by which it is asked for twice. */
import type { Planted } from './index.ts'

const caughtBy = 'test/languages/unknown.test.ts'
const inWords = (front: string) => ({ caughtBy, testName: `in ${front} nobody hears yes or no of what is not known, however often they ask, and it is asked for once` })

export const planted: Planted[] = [
  {
    name: 'native turns away whoever repeats what is on its way', file: 'src/dialects/native/server/awaited.ts', find: ' ?? (await onItsWayAlready(services, reply, commanded, decided)) ?? reply\n',
    replace: ' ?? reply\n', ...inWords('native'),
  },
  {
    name: 'Alipay\'s callers hear of a repeat that the dispute is closed', file: 'src/dialects/alipay/refusals.ts', find: "act_in_progress: 'UNKNOWN_EXCEPTION'", replace: "act_in_progress: 'REPEAT_REQUEST'",
    ...inWords('alipay'),
  },
  {
    name: 'Afterpay\'s callers hear yes of whatever was asked', file: 'src/dialects/afterpay/server/perform.ts', find: "after.state === done ? shown(served, after) : failure('in_progress')", replace: 'shown(served, after)',
    ...inWords('afterpay'),
  },
  {
    name: 'Afterpay\'s callers hear of a repeat that the dispute is closed', file: 'src/dialects/afterpay/failures.ts', find: "act_in_progress: 'in_progress'", replace: "act_in_progress: 'precondition_failed'",
    ...inWords('afterpay'),
  },
  {
    name: 'Omise\'s callers hear yes of whatever was asked', file: 'src/dialects/omise/server/perform.ts', find: "isDeciding(command) && isOnItsWay(outcome) ? errorAnswer('act_in_progress') : ", replace: '',
    ...inWords('omise'),
  },
  {
    name: 'Moov\'s callers hear yes of whatever was asked', file: 'src/dialects/moov/server/decisions.ts', find: "isOnItsWay(performed.dispute) ? failure('act_in_progress') : (", replace: '(',
    ...inWords('moov'),
  },
  {
    name: 'Moov\'s callers hear of a repeat that it clashes', file: 'src/dialects/moov/failures/refusals.ts', find: 'act_in_progress: [504,', replace: 'act_in_progress: [409,',
    ...inWords('moov'),
  },
  {
    name: 'Finix\'s callers hear of a repeat that the dispute is closed', file: 'src/dialects/ahrvo/server/perform.ts', find: "['act_in_progress', 'acceptance_pending']", replace: "['acceptance_pending']",
    ...inWords('ahrvo'),
  },
]
