/** Bugs to be planted in the command line; each must turn the named test red. Applied to a copy, never to what is shipped. */
import type { Planted } from './index.ts'

export const planted: Planted[] = [
  { name: 'a connection that broke after sending is called nothing sent', file: 'src/cli/lost.ts', find: '^(ECONNREFUSED|', replace: '^(ECONNREFUSED|ECONNRESET|',
    caughtBy: 'src/cli/lost.test.ts', testName: 'only an error before anything was sent counts as nothing sent' },
  { name: 'a server that broke while deciding is believed to have done nothing', file: 'src/cli/api-outcome.ts', find: 'if (known === exits.bug ||', replace: 'if (',
    caughtBy: 'src/cli/lost.test.ts', testName: 'what answers in the place of Parley: only who surely did not pass a decision on leaves it undone' },
  { name: 'an unconfirmed acceptance counts as done', file: 'src/cli/accept-send.ts', find: "act.state !== 'pending' ? exits.unknown", replace: "act.state !== 'pending' ? exits.done",
    caughtBy: 'src/cli/lost.test.ts', testName: 'asked of the provider and not confirmed is unknown, and still the answer of the API' },
  { name: 'any word confirms', file: 'src/cli/confirm.ts', find: 'typed.trim() !== word', replace: "typed.trim() === ''",
    caughtBy: 'src/cli/decide.test.ts', testName: 'on a terminal it shows the effect and asks for the amount; another word leaves it' },
  { name: 'what was shown is not what is asked for', file: 'src/cli/accept-send.ts', find: ', expect: { amount } }', replace: ' }',
    caughtBy: 'src/cli/decide.test.ts', testName: 'the amount that was shown is the amount that is accepted' },
  { name: "a customer's words drive the terminal", file: 'src/cli/text.ts', find: 'return text.replace(unsafeInJson, coded)', replace: 'return text',
    caughtBy: 'src/cli/words.test.ts', testName: 'what a customer wrote cannot drive the terminal, in no form of output, and JSON stays equal' },
  { name: 'a cell of the CSV runs as a formula', file: 'src/cli/list-csv.ts', find: ".test(text) ? `'${text}` : text", replace: '.test(text) ? text : text',
    caughtBy: 'src/cli/words.test.ts', testName: 'CSV cannot run as a formula, and quotes as RFC 4180 has it' },
  { name: 'a backup is restored unchecked', file: 'src/cli/restore.ts', find: '    await mustBeSound(fresh, checking)\n', replace: '',
    caughtBy: 'src/cli/store.test.ts', testName: 'what does not fit together is named with exit code 5, and is not restored' },
]
