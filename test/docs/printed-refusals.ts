/** Every way of saying no, from the tables that the server itself answers from. */
import { refusals } from '../../src/core/refusal.ts'
import { problems, type ProblemCode } from '../../src/dialects/native/problems.ts'
import { ownProblems } from '../../src/dialects/native/problems/own.ts'
import { wireProblems } from '../../src/dialects/native/problems/wire.ts'
import { exitOfProblem } from '../../src/cli/exit.ts'
import { page } from './printed-text.ts'

export function refusalsPage(): string {
  const groups: [string, string, readonly ProblemCode[]][] = [
    ['Refusals of a decision', 'In the order of precedence: the first one that holds is the one that is answered.', refusals.map(({ code }) => code)],
    ['Callers and other things than disputes', 'Only the native API says these.', Object.keys(ownProblems) as ProblemCode[]],
    ['Requests that cannot be read', 'Said before anything is looked up; nothing has happened.', Object.keys(wireProblems) as ProblemCode[]],
  ]
  return page('Refusals', [
    'Printed from `src/core/refusal.ts` and `src/dialects/native/problems/` by `node scripts/run.cjs test/docs/print.ts`; a test compares. A running server shows',
    'each of these at `/docs/problems/{code}`, which is where the `type` of a problem points. The code is stable: decide by it and by nothing else.',
    '',
    'What is not even a request is answered by the host, in the form of a problem, whatever its path: 400 `malformed_request`, 408 `request_timeout`, 413 `body_too_large`,',
    '431 `headers_too_large`. The connection is closed.',
    ...groups.flatMap(([title, about, codes]) => ['', `## ${title}`, '', about, '', ...codes.flatMap(entryOf)]),
  ])
}

function entryOf(code: ProblemCode): string[] {
  const { status, detail, next, transient } = problems[code]
  const again = transient ? 'Passes by itself: repeat with the same Idempotency-Key.' : 'The same request gets the same answer.'
  return [`### ${code}`, '', `HTTP ${status}, exit code ${exitOfProblem[code]}. ${detail} ${again}`, '', `*Next:* ${next}`, '']
}
