// Bugs to be planted in the Omise dialect, each with the test that must turn red. Applied to a copy by the runner, never shipped.

import type { Planted } from './index.ts'

const hostile = 'src/dialects/omise/server/hostile.test.ts'
const conformance = 'src/dialects/omise/conformance.test.ts'
const notices = 'src/dialects/omise/notices.test.ts'
const connector = 'src/dialects/omise/connector.test.ts'

export const planted: Planted[] = [
  {
    name: 'a test key finds what is live',
    file: 'src/dialects/omise/server/find.ts', find: '(dialect === \'omise\' && isLive(theirs.id) === live)',
    replace: '(dialect === \'omise\' && isLive(theirs.id) !== null)',
    caughtBy: hostile, testName: 'a live key sees live disputes only, a test key those of test mode, and a live key is no bank',
  },
  {
    name: 'an acceptance that may still be undone is called closed',
    file: 'src/dialects/omise/problems/refusals.ts', find: 'acceptance_pending: notYet(\'an acceptance of the dispute is on its way, the outcome is not known yet\')',
    replace: 'acceptance_pending: closed',
    caughtBy: hostile, testName: 'while an acceptance waits in its undo window the outcome is unknown: open, 503, and never closed',
  },
  {
    name: 'metadata is taken whatever the dispute\'s status',
    file: 'src/dialects/omise/server/decisions.ts', find: 'note: null, asFor: \'submit\' }',
    replace: 'note: null }',
    caughtBy: conformance, testName: 'case 24: after an acceptance nothing can be updated',
  },
  {
    name: 'merchants judge their own disputes in live',
    file: 'src/dialects/omise/server.ts', find: 'if (sandbox) return omiseContract',
    replace: 'if (sandbox !== undefined) return omiseContract',
    caughtBy: hostile, testName: 'in live nobody is its own bank: the calls of test mode are not there',
  },
  {
    name: 'a slash at the end is forgiven where something happens',
    file: 'src/dialects/omise/server/tolerant.ts', find: 'return method === \'GET\' && path.length > 1',
    replace: 'return method !== \'\' && path.length > 1',
    caughtBy: hostile, testName: 'an escape never turns one route into another, and no slash or dot opens one',
  },
  {
    name: 'the webhook secret signs as it is written',
    file: 'src/dialects/omise/scheme.ts', find: 'Buffer.from(secret, \'base64\')',
    replace: 'secret',
    caughtBy: notices, testName: 'case 46: the signature is that of the vector',
  },
  {
    name: 'an old signature is as good as a new one',
    file: 'src/dialects/omise/scheme.ts', find: '> tolerance) return false',
    replace: '> tolerance * 1e9) return false',
    caughtBy: notices, testName: 'a signature of long ago, or of the future, is not taken',
  },
  {
    name: 'accepting shows a second transaction',
    file: 'src/dialects/omise/transactions.ts', find: 'return back > 0n ?',
    replace: 'return back >= 0n ?',
    caughtBy: conformance, testName: 'case 1, 7, 9 and 11: accept without body loses at once, moves no money, and happens once',
  },
  {
    name: 'any success of an acceptance is one',
    file: 'src/dialects/omise/upstream/answers.ts', find: 'return told.reading.state !== null && states.includes(told.reading.state) ?',
    replace: 'return told.reading.state !== null || states.length > 0 ?',
    caughtBy: connector, testName: 'accept answered with the old state is unknown',
  },
  {
    name: 'PATCH follows POST without a look',
    file: 'src/dialects/omise/connector.ts', find: 'if (waitsStill(found)) return',
    replace: 'if (found) return',
    caughtBy: connector, testName: 'PATCH is never tried on what was not read as waiting',
  },
  {
    name: '503 is taken for a promise that nothing happened',
    file: 'src/dialects/omise/upstream/answers.ts', find: ': status === 429 && said !== null',
    replace: ': (status === 429 || status === 503) && said !== null',
    caughtBy: connector, testName: 'accept answered with 503 in their shape is unknown',
  },
  {
    name: 'already closed is done, whenever that was',
    file: 'src/dialects/omise/connector.ts', find: 'changedAt !== null && changedAt >= at - skewMs ?',
    replace: 'changedAt !== null && at > 0 ?',
    caughtBy: connector, testName: 'already closed is done only where it was lost after we decided',
  },
  {
    name: 'an upload without an answer is sent again unseen',
    file: 'src/dialects/omise/upstream/staging.ts', find: '!mark.before.includes(id) && !isTaken(id)',
    replace: 'mark.before.length > 99 && !isTaken(id)',
    caughtBy: connector, testName: 'an upload whose answer was lost is found again by its name and not sent twice; one that never came is',
  },
  {
    name: 'the next page begins where the last one ended',
    file: 'src/dialects/omise/upstream/pages.ts', find: 'last === null ? null : last - 1000',
    replace: 'last === null ? null : last + 1000',
    caughtBy: 'src/dialects/omise/upstream/pages.test.ts', testName: 'what is opened meanwhile pushes nobody out of a page',
  },
  {
    name: 'an event of last year is heard as one of now',
    file: 'src/dialects/omise/hears.ts', find: 'if (verify(signed, [secret], receivedAt)) return newsIn(raw)',
    replace: 'if (verify(signed, [secret], Number(timestamp) * 1000)) return newsIn(raw)',
    caughtBy: 'src/dialects/omise/hears.test.ts', testName: 'a genuine one is stale after five minutes, or before them',
  },
  {
    name: 'a loss that was there before is an acceptance of ours',
    file: 'src/work/settle.ts', find: 'isOurs ? capabilities : { ...capabilities, acceptedReads: [] }',
    replace: 'isOurs ? capabilities : { ...capabilities }',
    caughtBy: 'src/work/lost-elsewhere.test.ts', testName: 'what was lost by something else right before our acceptance left is lost, and not accepted',
  },
  {
    name: 'whoever hears of a loss first calls it an acceptance',
    file: 'src/work/news.ts', find: ' || isForCourier(dispute, told, wired.connector.capabilities)',
    replace: ' || isForCourier(dispute, told, { ...wired.connector.capabilities, readBack: false })',
    caughtBy: 'src/work/lost-elsewhere.test.ts', testName: 'news of a loss, while an acceptance has not left, waits for what its carrier finds',
  },
]
