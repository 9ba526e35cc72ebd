// Problems of the configuration in words, one block each, for a person who reads them in a terminal or in a log.

import type { Problem } from './config.ts'

export function problemsReport(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'One setting has' : `${problems.length} settings have`
  return [`parley: ${count} to be put right; nothing was started.`, ...problems.map(block)].join('\n\n') + '\n'
}

function block({ name, got, expected, example }: Problem): string {
  return [`  ${name}`, `    got       ${got}`, `    expected  ${expected}`, `    example   ${example}`].join('\n')
}
