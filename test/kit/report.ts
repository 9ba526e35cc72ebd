/**
 * Prints a test run: a line per file, each failure in full, what was skipped and why, the names of what failed once more (the end
 * of a long log is what is kept of it), and last of all node's own summary.
 * It must not hide anything that failed, so a failure outside any file is printed too.
 */
import { relative } from 'node:path'
import type { run } from 'node:test'
import { inspect } from 'node:util'

type Verdict = { name: string; file?: string | undefined; nesting: number; skip?: string | boolean | undefined; todo?: string | boolean | undefined; details: Details }
type Details = { duration_ms: number; type?: string | undefined; error?: unknown }
type Counts = { tests: number; passed: number; skipped: number; todo: number }
type Tally = { passed: number; failed: number; named: string[]; skipped: string[] }

/** Says whether all passed; `before` are lines that belong just above the summary. */
export async function report(stream: ReturnType<typeof run>, before: readonly string[]): Promise<boolean> {
  const tally: Tally = { passed: 0, failed: 0, named: [], skipped: [] }
  const summary: string[] = []
  stream.on('test:pass', (event) => passed(event as Verdict, tally))
  stream.on('test:fail', (event) => failed(event as Verdict, tally))
  stream.on('test:stdout', (event) => process.stdout.write(event.message))
  stream.on('test:stderr', (event) => process.stderr.write(event.message))
  stream.on('test:summary', (event) => event.file && say(fileLine(event.file, event.counts, event.duration_ms)))
  stream.on('test:diagnostic', (event) => event.file ? say(`  ${event.message}`) : summary.push(`ℹ ${event.message}`))
  for await (const _ of stream);
  for (const line of [...listed('Not run here:', tally.skipped), ...listed('Failed, as printed above:', tally.named), '', ...before, ...summary]) say(line)
  return tally.failed === 0 && tally.passed > 0
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines] : []
}

function passed(event: Verdict, tally: Tally): void {
  tally.passed += 1
  if (event.skip !== undefined) tally.skipped.push(`﹣ ${where(event)}${event.name}: ${event.skip === true ? 'no reason given' : event.skip}`)
}

function failed(event: Verdict, tally: Tally): void {
  if (event.todo !== undefined) return
  tally.failed += 1
  if (isOnlyAboutItsParts(event.details.error)) return
  const name = `✖ ${where(event)}${event.name}`
  tally.named.push(name)
  say(`\n${name}\n${indent(reasonOf(event.details.error))}\n`)
}

/** A suite or a file fails with its tests; they have been printed already. */
function isOnlyAboutItsParts(error: unknown): boolean {
  return (error as { failureType?: string } | undefined)?.failureType === 'subtestsFailed'
}

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown } | undefined)?.cause ?? error
  const isAssertion = (cause as { code?: string } | undefined)?.code === 'ERR_ASSERTION'
  const text = isAssertion ? String((cause as Error).stack) : typeof cause === 'string' ? cause : inspect(cause, { depth: 8 })
  return text.replace(/^\s+at .*\(?node:internal.*\n?/gm, '').trimEnd()
}

function fileLine(file: string, counts: Counts, time: number): string {
  const bad = counts.tests - counts.passed - counts.skipped - counts.todo
  const parts = [`${counts.passed} passed`, bad > 0 && `${bad} failed`, counts.skipped > 0 && `${counts.skipped} skipped`]
  return `${bad > 0 ? '✖' : '✔'} ${relative('.', file)}  ${parts.filter(Boolean).join(', ')}  (${Math.round(time)} ms)`
}

function where(event: Verdict): string {
  return event.file ? `${relative('.', event.file)}: ` : ''
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
