/** Mistakes in Afterpay's dialect, each of which has to turn one named test red. Data only. */
import type { Planted } from './index.ts'

const own = 'src/dialects/afterpay'
const server = `${own}/server`
const accepting = `${server}/accepting.test.ts`
const calling = `${server}/calling.test.ts`
const evidence = `${server}/evidence.test.ts`
const scheme = `${own}/scheme.test.ts`
const connector = `${own}/connector.test.ts`
const signed = 'a signature holds for its url, its date, its bytes and its key, and for five minutes either way'

export const planted: Planted[] = [
  {
    name: 'a page of somebody else accepts', file: `${server}/gate.ts`, find: "['cross-site', 'same-site'].includes(", replace: "['cross-site'].includes(",
    caughtBy: accepting, testName: 'whoever only looks, fetches ahead or comes from a page accepts nothing, under either verb',
  },
  {
    name: 'a HEAD accepts', file: `${server}/verbs.ts`, find: "methods.get('GET')?.destructive ? undefined : methods.get('GET')", replace: "methods.get('GET')",
    caughtBy: accepting, testName: 'HEAD, OPTIONS and other verbs change nothing and name what there is',
  },
  {
    name: 'an acceptance that waits is called closed', file: `${own}/failures.ts`, find: "acceptance_pending: 'in_progress'", replace: "acceptance_pending: 'precondition_failed'",
    caughtBy: accepting, testName: "while an acceptance waits in its undo window nothing can be decided, and nothing has happened in Afterpay's words",
  },
  {
    name: 'a commit that nobody knows of is called our mistake', file: `${server}/looked-up.ts`, find: ", CommitUnknown: 'unavailable'", replace: '',
    caughtBy: accepting, testName: 'a store that is down, and one that was lost while it wrote, are 503 in four fields and never a success',
  },
  {
    name: 'a reader accepts', file: `${server}/gate.ts`, find: "if (decides && scope === 'read')", replace: 'if (false)',
    caughtBy: calling, testName: 'a reader reads and decides nothing; a revoked credential does neither',
  },
  {
    name: 'every credential sees every dialect', file: `${server}/authenticate.ts`, find: "seenBy('afterpay', seeAll)", replace: "seenBy('afterpay', true)",
    caughtBy: calling, testName: "a credential sees the disputes of its own dialect, and all of its merchant's only when it may",
  },
  {
    name: 'evidence is sent twice', file: `${server}/respond.ts`, find: "if (events.some(({ kind }) => kind === 'submitted')) return true", replace: '',
    caughtBy: evidence, testName: 'a customer who asks again finds the evidence used up, and the dispute can still be accepted',
  },
  {
    name: 'a link opens every file', file: `${server}/links.ts`, find: '\\n${token}\\n', replace: '\\n',
    caughtBy: evidence, testName: 'a link is good for one file, for a while, and for nobody who changed it',
  },
  { name: 'a signature is good for ever', file: `${own}/scheme.ts`, find: '> freshSeconds ?', replace: '> Infinity ?', caughtBy: scheme, testName: signed },
  { name: 'a signature is good for every address', file: `${own}/scheme.ts`, find: '`${url}\\n${date}\\n`', replace: '`${url.slice(0, 8)}\\n${date}\\n`', caughtBy: scheme, testName: signed },
  {
    name: 'a 200 is an acceptance whatever it says', file: `${own}/outcomes.ts`, find: 'told.reading.state === state ?', replace: 'told.reading.state !== null ?',
    caughtBy: connector, testName: 'is unknown when a 200 does not prove it',
  },
  {
    name: 'another amount is accepted all the same', file: `${own}/outcomes.ts`, find: '!sameMoney(told.facts.money, money)', replace: 'told.facts.money.currency !== money.currency',
    caughtBy: connector, testName: 'is unknown when a 200 does not prove it',
  },
  {
    name: 'a 503 is taken for nothing', file: `${own}/outcomes.ts`, find: "(effect === 'reads' && (status === 429 || status === 503))", replace: 'status === 429 || status === 503',
    caughtBy: connector, testName: 'is unknown after what tells nothing, and nothing is sent again',
  },
  {
    name: 'a broken line is taken for nothing', file: `${own}/outcomes.ts`, find: "effect === 'reads' ? unsent(answer.cause) : unknown(answer.cause)", replace: 'unsent(answer.cause)',
    caughtBy: connector, testName: 'is unknown after what tells nothing, and nothing is sent again',
  },
  {
    name: 'the other verb is tried after an error', file: `${own}/connector.ts`, find: 'isAnswer(first, 405) ? await other()', replace: "first.kind === 'answered' && first.status >= 405 ? await other()",
    caughtBy: connector, testName: 'is unknown after what tells nothing, and nothing is sent again',
  },
  {
    name: 'a 412 is taken for done', file: `${own}/connector.ts`, find: "if (told.reading.state === 'accepted') return", replace: 'if (!isOpen(told.reading.state)) return done(told)\n    if (told.reading.state === \'accepted\') return',
    caughtBy: connector, testName: 'a 412 is read back: accepted there is done, open may go again, closed otherwise is no, and what cannot be read is unknown',
  },
  {
    name: 'a file is uploaded again', file: `${own}/uploads.ts`, find: 'if (before !== undefined) return done(before)', replace: '',
    caughtBy: connector, testName: 'what was uploaded before is named and not sent again',
  },
  {
    name: 'a lost dispute was accepted', file: `${own}/told-state.ts`, find: "evidence_rejected: 'lost', deadline_expired", replace: "evidence_rejected: 'accepted', deadline_expired",
    caughtBy: `${own}/told.test.ts`, testName: 'status and open say whether it is open, and the closing reason by what it was closed',
  },
  {
    name: 'windows of a list do not meet', file: `${own}/windows.ts`, find: 'return { from: from + width, width', replace: 'return { from: from + width + 1, width',
    caughtBy: `${own}/windows.test.ts`, testName: 'two windows meet in the same second, since nobody says how fine their bounds are',
  },
  {
    name: 'a webhook is good for ever', file: `${own}/hears.ts`, find: 'verify(received, [key], receivedAt)', replace: 'verify(received, [key], Number(received.date) * 1000)',
    caughtBy: `${own}/hears.test.ts`, testName: 'it is good for five minutes either way',
  },
]
