/** The command line, from its own tables and help. */
import { commandHelp } from '../../src/cli/help.ts'
import { commandNames, commands } from '../../src/cli/commands.ts'
import { exitWords } from '../../src/cli/exit.ts'
import { page, row } from './printed-text.ts'

export async function commandsPage(): Promise<string> {
  const helps = await Promise.all(commandNames.map(async name => ['', `## ${name}`, '', '```text', commandHelp(name, await commands[name].load()).trim(), '```']))
  return page('The command line', [
    'Printed from `src/cli` by `node scripts/run.cjs test/docs/print.ts`; a test compares. In a checkout the command is `npx parley` or `npm run parley --`.', '',
    'Data goes to stdout and talk to stderr; `--json` prints the API\'s own JSON. A key is never taken as an argument: set `PARLEY_KEY` or name a file with `--key-file`.',
    'Without either, on this machine, it is the sandbox administrator\'s, and `--merchant` says for whom it acts.', '',
    row(['exit code', 'meaning']), row(['---', '---']), ...Object.entries(exitWords).map(([code, words]) => row([code, words])), '',
    row(['command', 'does']), row(['---', '---']), ...commandNames.map(name => row([`[\`${name}\`](#${name})`, commands[name].summary])),
    ...helps.flat(),
  ])
}
