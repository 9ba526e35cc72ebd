/** Every document, or part of one, that is printed from the program: what it should hold by now. */
import { readText } from '../tidy/tree.ts'
import { commandsPage } from './printed-commands.ts'
import { dialectsTable } from './printed-dialects.ts'
import { keysTable } from './printed-desk.ts'
import { metricsPage } from './printed-metrics.ts'
import { coverageTable } from './printed-native.ts'
import { refusalsPage } from './printed-refusals.ts'
import { settingsPage, settingsTable } from './printed-settings.ts'
import { statesPage } from './printed-states.ts'
import { withPart } from './printed-text.ts'

export const printed: Record<string, () => string | Promise<string>> = {
  'README.md': () => withPart(withPart(readText('README.md'), 'dialects', dialectsTable()), 'settings', settingsTable()),
  'src/dialects/native/README.md': () => withPart(readText('src/dialects/native/README.md'), 'coverage', coverageTable()),
  'docs/states.md': statesPage,
  'docs/refusals.md': refusalsPage,
  'docs/settings.md': settingsPage,
  'docs/metrics.md': metricsPage,
  'docs/command-line.md': commandsPage,
  'docs/desk.md': () => withPart(readText('docs/desk.md'), 'keys', keysTable()),
}
