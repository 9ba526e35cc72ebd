// Bugs to be planted in the Omise dialect, each with the test that must turn red. Applied to a copy by the runner, never shipped.

import type { Planted } from './index.ts'

const hostile = 'src/dialects/omise/server/hostile.test.ts'
const conformance = 'src/dialects/omise/conformance.test.ts'
const notices = 'src/dialects/omise/notices.test.ts'

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
]
