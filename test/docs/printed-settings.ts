/** The settings, from the table by which the environment is read. What each is for is said here, once. */
import { settings, type SettingName } from '../../src/app/config-settings.ts'
import { sandboxAdminKey } from '../../src/app/config.ts'
import type { Word } from '../../src/dialects/switchboard.ts'
import { switchboards } from '../../src/dialects/switches.ts'
import { page, row } from './printed-text.ts'

const meanings: Record<SettingName, string> = {
  PORT: 'where it listens',
  HOST: 'on which address; only this machine unless you say otherwise',
  DATABASE_URL: 'where everything is kept',
  PARLEY_MODE: '`live` has no sandbox routes and refuses to start with sample keys or without its own',
  PARLEY_ADMIN_KEY: 'makes merchants, acts for them, turns the sandbox',
  PARLEY_PUBLIC_URL: 'base of the links in answers; without it they are relative',
  PARLEY_FINIX_PREFIX: 'a path below which Ahrvo\'s calls are served as well, for clients of Finix',
  PARLEY_ALIPAY: choice('Alipay'),
  PARLEY_AFTERPAY: choice('Afterpay'),
  PARLEY_OMISE: choice('Omise'),
  PARLEY_MOOV: choice('Moov'),
  PARLEY_AHRVO: choice('Ahrvo'),
  LOG_LEVEL: 'how much is logged, to stderr',
  PARLEY_SEAL_KEY: 'seals secrets at rest and finds credentials again; losing it loses every credential',
}

const defaults: Partial<Record<SettingName, string>> = {
  PARLEY_ADMIN_KEY: `in a sandbox \`${sandboxAdminKey}\``, PARLEY_PUBLIC_URL: 'none', PARLEY_FINIX_PREFIX: 'none', PARLEY_ALIPAY: 'none', PARLEY_AFTERPAY: 'none', PARLEY_OMISE: 'none', PARLEY_MOOV: 'none', PARLEY_AHRVO: 'none', PARLEY_SEAL_KEY: 'a sandbox makes its own and keeps it beside the data',
}

const names = Object.keys(settings) as SettingName[]

export function settingsTable(): string {
  return [row(['variable', 'default', 'meaning']), row(['---', '---', '---']),
    ...names.map(name => row([`\`${name}\``, defaults[name] ?? `\`${String(settings[name].fallback)}\``, meanings[name]]))].join('\n')
}

export function settingsPage(): string {
  return page('Settings', [
    'Printed from `src/app/config-settings.ts` by `node scripts/run.cjs test/docs/print.ts`; a test compares.', '',
    'Settings are environment variables and nothing else. What is wrong is told all at once, each with its name, what was got, what is expected and an example,',
    'and nothing is started (exit code 10). A `PARLEY_` variable that Parley does not know is wrong too: a typing error in a name must not pass for a default.', '',
    ...names.flatMap(entryOf),
    '## Settings of the tools around it', '',
    row(['variable', 'meaning']), row(['---', '---']),
    row(['`PARLEY_URL`', 'where the command line finds the server']),
    row(['`PARLEY_KEY`, `PARLEY_KEY_FILE`', 'the key of the command line']),
    row(['`PARLEY_NODE`', 'path of the Node (24.15 or newer) that the launcher takes instead of finding or bringing one']),
    row(['`PARLEY_TEST_DATABASE_URL`', 'a PostgreSQL on which the tests may make and drop databases of their own, instead of starting one']),
    row(['`PARLEY_TEST_REQUIRE`', '`postgres`, `strace`, `curl`, separated by commas: fail instead of skipping where there is none']),
  ])
}

function choice(provider: string): string {
  return `where ${provider}'s documents leave a choice, the words that choose`
}

/** What each word of a dialect's switches does. */
function wordsOf(name: SettingName): string[] {
  const board = Object.entries(switchboards).find(([dialect]) => name === `PARLEY_${dialect.toUpperCase()}`)?.[1]
  if (!board) return []
  const words = Object.entries<Word<object>>(board.words)
  return [row(['word', 'does']), row(['---', '---']), ...words.map(([word, about]) => row([`\`${'takes' in about ? `${word}=${about.takes}` : word}\``, about.about])), '']
}

function entryOf(name: SettingName): string[] {
  const { expected, example, secret } = settings[name]
  const twin = secret ? ` A secret: \`${name}_FILE\` names a file that holds it instead.` : ''
  return [`## ${name}`, '', `${sentence(meanings[name])} Default: ${defaults[name] ?? `\`${String(settings[name].fallback)}\``}. Expected: ${expected}.${twin}`, '', `Example: \`${example}\``, '', ...wordsOf(name)]
}

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`
