/** Mistakes in what looks over many disputes, in tables, and in what is kept of exchanges. Data only; the runner patches a copy, never this tree. */
import type { Planted } from './index.ts'

const server = 'src/dialects/native/server'
const overview = `${server}/overview.test.ts`
const audit = `${server}/audit.test.ts`
const mask = 'src/app/wire-mask.test.ts'
const log = 'src/app/wire-log.test.ts'
const summed = 'each view and each tile counts what its own query lists, and sums it per currency'
const added = 'the money of each month is what its postings add up to, and none is left out or counted twice'
const whole = 'no secret of any name is kept of a body, in JSON at any depth, in a form, and where it cannot be read'

export const planted: Planted[] = [
  { name: 'Sums are added over currencies', file: `${server}/tally.ts`, find: 'sums.set(currency, {', replace: "sums.set('', {", caughtBy: overview, testName: summed },
  { name: 'What is owned counts as nobody\'s', file: 'src/store/totals.ts', find: "case when t.owner is null then 'no' else 'yes' end", replace: "case when t.owner is null then 'yes' else 'yes' end", caughtBy: overview, testName: summed },
  { name: 'Today ends in Greenwich', file: `${server}/summary.ts`, find: 'startOf(daysAfter(dayOf(now, zone), 1), zone)', replace: "startOf(daysAfter(dayOf(now, 'UTC'), 1), 'UTC')", caughtBy: overview, testName: 'the day of a tile ends when it ends in the zone that is asked for' },
  { name: 'A fee that came back stays charged', file: `${server}/money-view.ts`, find: "of('fee') - of('fee_returned')", replace: "of('fee')", caughtBy: overview, testName: added },
  { name: 'What was forfeited is not lost', file: `${server}/money-view.ts`, find: "of('forfeit', 'debit')", replace: "of('debit')", caughtBy: overview, testName: added },
  { name: 'A day begins at midnight whatever the clock does', file: `${server}/days.ts`, find: '< day) before = middle', replace: '<= day) before = middle', caughtBy: `${server}/days.test.ts`, testName: 'a day begins when its zone first says so, on every day of a year, where clocks change at midnight too' },
  { name: 'A spreadsheet runs what a customer wrote', file: `${server}/csv.ts`, find: "runs.test(cell) ? `'${cell}`", replace: "cell === '=' ? `'${cell}`", caughtBy: `${server}/csv.test.ts`, testName: 'no text begins as a spreadsheet\'s formula does, and numbers stay numbers' },
  { name: 'A check believes what it reads while somebody writes', file: 'src/engine/check-merchant.ts', find: 'const rereads = 3', replace: 'const rereads = 0', caughtBy: audit, testName: 'a check finds an event that was changed or taken away, a posting and a row, and names the dispute' },
  { name: 'An actor is whoever an event mentions', file: 'src/store/audit.ts', find: 'items.filter((row) => isBy(filter.actor, row))', replace: 'items.filter((row) => isBy(undefined, row))', caughtBy: 'src/store/sqlite.test.ts', testName: 'events of all disputes come newest first, each once, whatever the size of a page and whatever is asked for' },
  { name: 'A key is kept with its exchange', file: 'src/app/wire-mask.ts', find: 'isSecretHeader(raw[at]!) ? masked', replace: "raw[at] === '' ? masked", caughtBy: mask, testName: 'what proves who calls is replaced in headers, whatever its spelling, and everything else is kept as it came' },
  { name: 'A password is kept with its exchange', file: 'src/app/wire-mask.ts', find: 'const secretName = /secret|passw|', replace: 'const secretName = /secret|', caughtBy: mask, testName: whole },
  { name: 'What cannot be read is kept with its secrets', file: 'src/app/wire-mask.ts', find: '  } catch {\n    return null\n  }\n}\n\nconst secretName', replace: '  } catch {\n    return text\n  }\n}\n\nconst secretName', caughtBy: mask, testName: whole },
  { name: 'Evidence inside of a text is kept', file: 'src/app/wire-mask.ts', find: 'isFile || type === undefined', replace: 'type === undefined', caughtBy: mask, testName: 'files are kept as their size and hash alone, also inside of a text, and streams not at all' },
  { name: 'Exchanges are kept without end', file: 'src/app/wire-log.ts', find: 'while (lane.kept.length - lane.from > bounds.exchanges) drop(lane)', replace: '', caughtBy: log, testName: 'of each merchant only so many are kept, the newest' },
  { name: 'Bytes of exchanges are kept without end', file: 'src/app/wire-log.ts', find: 'while (bytes > bounds.bytes) dropOldest()', replace: '', caughtBy: log, testName: 'all together never take more than their bytes, and who takes most gives up first' },
]
