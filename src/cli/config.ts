// Shows the settings of a server started here: what each is, where it comes from, and what is wrong. Secrets are only counted.

import { problemsReport } from '../app/config-report.ts'
import { settings, type SettingName } from '../app/config-settings.ts'
import { readConfig } from '../app/config.ts'
import { isSampleKey } from '../scenarios/keys.ts'
import { define, done } from './command.ts'
import { exits } from './exit.ts'
import type { Io } from './io.ts'
import { tableOf } from './table.ts'

type Row = { name: string; value: string; origin: string }

export const config = define({
  usage: 'parley config', examples: ['parley config', 'PARLEY_MODE=live parley config --json'], options: {}, args: { least: 0, most: 0 },
  about: 'Secrets are never shown, only how long they are.',
  async run({ io, values, put, say }) {
    const rows = (Object.keys(settings) as SettingName[]).map(name => rowOf(name, io))
    const read = readConfig({ env: io.env, isSample: isSampleKey, readText: path => new TextDecoder().decode(io.readFile(path)) })
    const problems = 'problems' in read ? read.problems : []
    const { head, rows: lines } = tableOf<Row>([
      { head: 'SETTING', of: row => row.name }, { head: 'FROM', of: row => row.origin }, { head: 'VALUE', of: row => row.value },
    ], rows, io.stdout.columns)
    await put(values.json ? `${JSON.stringify({ settings: rows, problems })}\n` : [head, ...lines, ''].join('\n'))
    if (problems.length > 0) await say(`\n${problemsReport(problems)}`)
    return problems.length > 0 ? exits.invalid : done
  },
})

function rowOf(name: SettingName, { env, readFile }: Io): Row {
  const { shown, fallback, secret } = settings[name]
  const [text, path] = [env[name], secret ? env[`${name}_FILE`] : undefined]
  if (path !== undefined) return { name, origin: `file ${path}`, value: shown(inFile(path, readFile)) }
  if (text !== undefined) return { name, origin: 'environment', value: shown(text) }
  return { name, origin: 'default', value: fallback === null ? '–' : shown(String(fallback)) }
}

function inFile(path: string, readFile: Io['readFile']): string {
  try {
    return new TextDecoder().decode(readFile(path)).trim()
  } catch {
    return ''
  }
}
