/** The command line, from its own tables and help. */
import { commandHelp } from '../../src/cli/help.ts'
import { commandNames, commands } from '../../src/cli/commands.ts'
import { exitWords } from '../../src/cli/exit.ts'
import { page, row } from './printed-text.ts'

/** Run by the tests like every other example. */
const firstSession = `
## A first session

Against \`npm start\`, as one of its sample merchants:

\`\`\`sh
export PARLEY_KEY=pk_test_sample_kiln
npx parley list --due 8d --limit 2
\`\`\`

\`\`\`text
DUE (UTC)          LEFT  …  AMOUNT  STATE           DIALECT  PHASE       ID                              STORY
…needs response  omise    chargeback  dsp_01kdvdna00r3xbc3e03gh88wcm…
\`\`\`

What an acceptance would do, and then one that can be taken back for five minutes:

\`\`\`sh
npx parley accept dsp_01kdvdna00r3xbc3e03gh88wcm --reason customer_is_right --dry-run
\`\`\`

\`\`\`text
Accept dsp_01kdvdna00r3xbc3e03gh88wcm at omise (chargeback)
  Gives up  4590.00 THB
…
\`\`\`

\`\`\`sh
npx parley accept dsp_01kdvdna00r3xbc3e03gh88wcm --reason customer_is_right --hold 5m --yes --expect-amount 4590.00thb | tee accepted.txt
npx parley undo $(grep -o 'act_[0-9a-z]*' accepted.txt)
npx parley get dsp_01kdvdna00r3xbc3e03gh88wcm
\`\`\`

\`\`\`text
dsp_01kdvdna00r3xbc3e03gh88wcm  waits  4590.00 THB until …; take it back with: parley undo act_…
…
dsp_01kdvdna00r3xbc3e03gh88wcm at omise: needs response
  Amount    4590.00 THB
…
\`\`\`

Without a terminal \`accept\` needs \`--yes\`; on one it shows what it gives up and asks for the amount.`.split('\n')

export async function commandsPage(): Promise<string> {
  const helps = await Promise.all(commandNames.map(async name => ['', `## ${name}`, '', '```text', commandHelp(name, await commands[name].load()).trim(), '```']))
  return page('The command line', [
    'Printed from `src/cli` by `node scripts/run.cjs test/docs/print.ts`; a test compares. In a checkout the command is `npx parley` or `npm run parley --`.', '',
    'Data goes to stdout and talk to stderr; `--json` prints the API\'s own JSON. A key is never taken as an argument: set `PARLEY_KEY` or name a file with `--key-file`.',
    'Without either, on this machine, it is the sandbox administrator\'s, and `--merchant` says for whom it acts.', '',
    row(['exit code', 'meaning']), row(['---', '---']), ...Object.entries(exitWords).map(([code, words]) => row([code, words])), '',
    row(['command', 'does']), row(['---', '---']), ...commandNames.map(name => row([`[\`${name}\`](#${name})`, commands[name].summary])),
    ...firstSession, ...helps.flat(),
  ])
}
