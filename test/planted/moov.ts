// Bugs to be planted in the Moov dialect, each with the test that must turn red. Applied to a copy by the runner, never shipped.

import type { Planted } from './index.ts'

const calling = 'src/dialects/moov/server/calling.test.ts'
const conformance = 'src/dialects/moov/conformance.test.ts'
const notices = 'src/dialects/moov/notices.test.ts'
const connector = 'src/dialects/moov/connector.test.ts'
const staging = 'src/dialects/moov/connector/staging.test.ts'

export const planted: Planted[] = [
  {
    name: 'any account of the path is the caller\'s',
    file: 'src/dialects/moov/server/authenticate.ts', find: 'account !== null && account !== caller.account',
    replace: 'account !== null && !isUuid(account)',
    caughtBy: calling, testName: 'a foreign account and one that there is not are answered alike: 403',
  },
  {
    name: 'a scope counts whatever account it names',
    file: 'src/dialects/moov/server/authenticate.ts', find: 'scopes.includes(`/accounts/${account}/${right}`)',
    replace: 'scopes.some(scope => scope.endsWith(`/${right}`) && account !== \'\')',
    caughtBy: conformance, testName: 'rows 5 and 6: an access token reads with transfers.read of this account, and with no other scope',
  },
  {
    name: 'a token outlives the key that bought it',
    file: 'src/dialects/moov/server/authenticate.ts', find: '!view || view.revokedAt !== null ||',
    replace: '!view ||',
    caughtBy: calling, testName: 'a key of another dialect, and one that was revoked, are 401 at once',
  },
  {
    name: 'a key that may only read decides',
    file: 'src/dialects/moov/server/authenticate.ts', find: '(!caller.decides || isFromElsewhere(request))',
    replace: 'isFromElsewhere(request)',
    caughtBy: calling, testName: 'a key that may only read accepts nothing, also not with a token',
  },
  {
    name: 'a revoked token is still read',
    file: 'src/dialects/moov/tokens.ts', find: 'marks.some(mark => mark !== null) ? null : claims',
    replace: 'marks.length > 2 ? null : claims',
    caughtBy: conformance, testName: 'rows 52, 54 and 56: a token is bought with a scope, has five fields, and is worth nothing once it is revoked',
  },
  {
    name: 'a refresh token opens what an access token does',
    file: 'src/dialects/moov/tokens.ts', find: 'claims.use !== use || ',
    replace: '',
    caughtBy: calling, testName: 'a token of one account is worth nothing on another\'s path, and nothing when it is cut, changed or too old',
  },
  {
    name: 'an act on its way is answered as a clash',
    file: 'src/dialects/moov/failures/refusals.ts', find: 'acceptance_pending: [504, ',
    replace: 'acceptance_pending: [409, ',
    caughtBy: calling, testName: 'an acceptance that waits in an undo window is on its way: 504, whoever asks again, until it is undone',
  },
  {
    name: 'creation is bounded exclusively',
    file: 'src/dialects/moov/server/list.ts', find: 'startDateTime && startDateTime - 1',
    replace: 'startDateTime',
    caughtBy: conformance, testName: 'row 47: creation is bounded inclusively and the deadline exclusively',
  },
  {
    name: 'a page is taken from the wrong end',
    file: 'src/dialects/moov/server/list.ts', find: '.slice(query.skip, wanted)',
    replace: '.slice(0, query.count)',
    caughtBy: conformance, testName: 'rows 43 and 45: pages are disjoint and whole, and disputes can be named',
  },
  {
    name: 'a page in disguise is kept as a document',
    file: 'src/dialects/moov/server/content.ts', find: 'return others.some(mark => mark.test(head))',
    replace: 'return others.length === 0 && head === \'\'',
    caughtBy: conformance, testName: 'row 24: a type of evidence that there is not is 422 in its own shape, and nothing is kept',
  },
  {
    name: 'a webhook is not asked how old it is',
    file: 'src/dialects/moov/scheme.ts', find: 'at === null || Math.abs(now - at) > toleranceMs',
    replace: 'at === null',
    caughtBy: notices, testName: 'after five minutes, or five minutes ahead, a webhook is stale',
  },
  {
    name: 'the webhook is not in what is signed',
    file: 'src/dialects/moov/scheme.ts', find: '${timestamp}|${nonce}|${webhook}',
    replace: '${timestamp}|${nonce}|${webhook.slice(0, 0)}',
    caughtBy: notices, testName: 'row 60: the documented vector is accepted, and with one character changed refused',
  },
  {
    name: 'a 200 is taken for an acceptance whatever it shows',
    file: 'src/dialects/moov/connector/answers.ts', find: 'if (reading.state !== state) return',
    replace: 'if (reading.state === null) return',
    caughtBy: connector, testName: 'a 200 that proves nothing is unknown: the old status of the documented sample, another id, other money, no dispute, half of one',
  },
  {
    name: '504 is taken for a no',
    file: 'src/dialects/moov/connector/answers.ts', find: 'return [400, 404, 409, 422].includes(status)',
    replace: 'return status >= 400',
    caughtBy: connector, testName: 'what may have happened is unknown: 5xx, 504 above all, other successes, redirects and silence',
  },
  {
    name: 'a gateway\'s page is taken for Moov\'s no',
    file: 'src/dialects/moov/connector/answers.ts', find: 'const named = Boolean(answer.headers.get(\'x-request-id\'))',
    replace: 'const named = answer.headers.size >= 0',
    caughtBy: connector, testName: 'only Moov says no: by its status, on an answer that names the request, with a sentence where one is documented',
  },
  {
    name: 'a file is uploaded again without looking whether it is there',
    file: 'src/dialects/moov/connector/staging.ts', find: 'if (arrived !== undefined) return',
    replace: 'if (arrived === \'\') return',
    caughtBy: staging, testName: 'an upload without an answer leaves the defense unsent, is on record, and is found again instead of being sent again',
  },
  {
    name: 'a nonce serves for any number of bodies',
    file: 'src/dialects/moov/hears.ts', find: 'if (before) return before.digest === digest',
    replace: 'if (before) return before.at <= now || before.digest === digest',
    caughtBy: 'src/dialects/moov/hears.test.ts', testName: 'the same event again is news again, the same signature over another body is forged',
  },
  {
    name: 'a test that failed is sent again',
    file: 'src/work/attempt.ts', find: 'isTest(claimed) ? undefined : scheduleFor(',
    replace: 'isTest(claimed) && claimed.attempts > 0 ? undefined : scheduleFor(',
    caughtBy: notices, testName: 'a ping sends the test event that it answers with, once, and tells the status that came back',
  },
  {
    name: 'what is shown as a chargeback that awaits a response cannot be accepted',
    file: 'src/dialects/moov/terms.ts', find: 'acceptPhases: phases,',
    replace: 'acceptPhases: phases.slice(0, 3),',
    caughtBy: conformance, testName: 'whatever is shown as awaiting a response can be accepted, whichever phase is behind it',
  },
]
