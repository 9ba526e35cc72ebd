/** Mistakes in Ahrvo's dialect, each of which has to turn a named test red. Data only; the runner patches a copy, never this tree. */
import type { Planted } from './index.ts'

const folder = 'src/dialects/ahrvo'
const callers = `${folder}/callers.test.ts`
const accepting = `${folder}/accepting.test.ts`
const notices = `${folder}/notices.test.ts`
const connector = `${folder}/connector.test.ts`

export const planted: Planted[] = [
  {
    name: 'every pair sees the disputes of every dialect', file: `${folder}/server/look.ts`, find: 'seenBy(own, seeAll)', replace: 'seenBy(own, true)',
    caughtBy: callers, testName: 'a pair sees the disputes of its own dialect, or all of its merchant\'s where it was made so',
  },
  {
    name: 'who may read may accept', file: `${folder}/server/authenticate.ts`, find: 'ranks.indexOf(found.scope) <', replace: 'ranks.length <',
    caughtBy: callers, testName: 'a pair that may only read reads, and is denied everything else',
  },
  {
    name: 'a caller\'s host stands in the links', file: `${folder}/server/base.ts`, find: '(?:localhost|127\\.0\\.0\\.1|\\[::1\\])', replace: '[\\w.]+',
    caughtBy: callers, testName: 'answers are named as the caller asks, and a caller\'s host is repeated only on the machine itself',
  },
  {
    name: 'what waits in its undo window is refused as decided', file: `${folder}/server/perform.ts`, find: '[\'act_in_progress\', \'acceptance_pending\']', replace: '[\'act_in_progress\']',
    caughtBy: accepting, testName: 'while an acceptance waits in its undo window nobody hears that it is done, nor that it is not',
  },
  {
    name: 'what was only asked of a provider is answered as done', file: `${folder}/server/awaited.ts`, find: 'refused(\'in_progress\')', replace: '{ dispute }',
    caughtBy: `${folder}/server/awaited.test.ts`, testName: 'until it has ended nobody knows',
  },
  {
    name: 'a dispute whose deadline has passed still asks for an answer', file: `${folder}/translate.ts`, find: 'if (isOverdue(dispute, now))', replace: 'if (isOverdue({ ...dispute, respondBy: null }, now))',
    caughtBy: accepting, testName: 'at the deadline it can still be accepted; a moment later it is closed, also before anybody has closed it',
  },
  {
    name: 'a signature lasts for ever', file: `${folder}/scheme.ts`, find: ' || Math.abs(now - Number(timestamp) * 1000) > signatureLastsMs', replace: '',
    caughtBy: notices, testName: 'whatever is forged, changed, stale or spelt otherwise does not verify',
  },
  {
    name: 'any signature of the right length is one', file: `${folder}/scheme.ts`, find: 'timingSafeEqual(macOf(timestamp, body, key), given)', replace: 'macOf(timestamp, body, key).length === given.length',
    caughtBy: notices, testName: 'whatever is forged, changed, stale or spelt otherwise does not verify',
  },
  {
    name: 'the final state of an accepted dispute is never told', file: 'src/work/attempt.ts', find: 'later > at ? later : null', replace: 'later < at ? later : null',
    caughtBy: `${folder}/conformance.test.ts`, testName: '20: who listens to dispute/updated hears of the acceptance and of the final state',
  },
  {
    name: 'the item of the cursor comes again', file: `${folder}/server/paging.ts`, find: 'at(after_cursor) + 1', replace: 'at(after_cursor)',
    caughtBy: `${folder}/listing.test.ts`, testName: 'evidence comes in pages of both forms too',
  },
  {
    name: 'a 200 that shows the old state is taken for an acceptance', file: `${folder}/connector/judged.ts`, find: 'told.reading.state === wanted ? done(told)', replace: 'told.reading.state !== null ? done(told)',
    caughtBy: connector, testName: 'a 200 is done only when it says so of this dispute and this amount',
  },
  {
    name: 'a page of somebody else\'s is taken for a refusal', file: `${folder}/connector/judged.ts`, find: 'return typeof code === \'string\' && code !== \'\' ? { code,', replace: 'return code !== \'\' ? { code: String(code),',
    caughtBy: connector, testName: 'a refusal is theirs by status, shape and code; whatever else has such a status proves nothing',
  },
  {
    name: 'a wrong address is taken for a dispute that is not there', file: `${folder}/connector/judged.ts`, find: 'error.message?.startsWith(`${id} `) === true', replace: 'error.message !== null',
    caughtBy: connector, testName: 'reading changes nothing: a limit is waited for, and an answer about another dispute is none',
  },
  {
    name: 'a limit is taken for proof that nothing happened', file: `${folder}/connector/judged.ts`, find: '{ 400: true, 401: false,', replace: '{ 429: false, 400: true, 401: false,',
    caughtBy: connector, testName: 'what may have happened is unknown, also where it is documented as a limit or said to be unavailable',
  },
  {
    name: 'a file whose answer was lost is sent again', file: `${folder}/connector/staging.ts`, find: 'Buffer.from(answer.bytes).equals(bytes)', replace: 'answer.bytes === bytes',
    caughtBy: connector, testName: 'a file whose answer was lost is recognised by its name and its bytes, and only by both',
  },
  {
    name: 'a full page is taken for the last by its count', file: `${folder}/connector/pages.ts`, find: 'if (!isFull && !(', replace: 'if (!(',
    caughtBy: connector, testName: 'pages by offset are followed to their end, whatever their count means',
  },
  {
    name: 'an end is taken for an acceptance of which nothing is known', file: `${folder}/connector.ts`, find: 'acceptedReads: [\'accepted\'],', replace: 'acceptedReads: [\'accepted\', \'lost\'],',
    caughtBy: connector, testName: 'only an acceptance proves an acceptance, and their last word for one that is known is its end',
  },
  {
    name: 'the final word for an acceptance makes it a loss', file: 'src/engine/reconcile.ts', find: 'capabilities.acceptedEnds?.includes(reading.state)', replace: 'capabilities.acceptedReads.includes(reading.state)',
    caughtBy: `${folder}/told.test.ts`, testName: 'an acceptance that is known stays one when the final word is LOST, and is not paid for twice',
  },
  {
    name: 'other bytes than those that came are verified', file: `${folder}/hears.ts`, find: 'if (verify(header, raw, [key], receivedAt))', replace: 'if (verify(header, Buffer.from(raw).toString().trim(), [key], receivedAt))',
    caughtBy: `${folder}/hears.test.ts`, testName: 'what is not signed, signed by another key or over other bytes, is forged',
  },
  {
    name: 'a webhook that leaves its first event unanswered stays enabled',
    file: 'src/work/attempt.ts', find: 'gone: format.firstContact === true && isFirstContact(claimed)',
    replace: 'gone: format.firstContact === true && isFirstContact(claimed) && claimed.attempts > 0',
    caughtBy: 'src/dialects/ahrvo/switches.test.ts', testName: 'with first contact a new webhook is sent an empty event once, and stays enabled only where that is acknowledged',
  },
  {
    name: 'what happened to a file is told of its dispute',
    file: 'src/dialects/ahrvo/notices.ts', find: 'evidenceTold(notice) ?? disputeTold(',
    replace: '(notice.kind === \'dispute.opened\' ? evidenceTold(notice) : null) ?? disputeTold(',
    caughtBy: 'src/dialects/ahrvo/notices.test.ts', testName: 'what happens to a file is told of the file, to whom it may concern, and not of its dispute as well',
  },
]
