/** Rules about whole files: their length and their head comment. */
import { type SourceFile, isShipped } from './tree.ts'

const longest = 300
const medianBelow = 90
const needsHeadFrom = 15

export function tooLong(files: readonly SourceFile[]): string[] {
  return files.filter(({ path, lines }) => isShipped(path) && lines > longest)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${longest}: it holds more than one thing`)
}

export function medianTooLong(files: readonly SourceFile[]): string[] {
  const lengths = files.filter(({ path }) => isShipped(path)).map(({ lines }) => lines).sort((a, b) => a - b)
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0
  return median < medianBelow ? [] : [`the median file of src has ${median} lines, not under ${medianBelow}: files have begun to hold more than one thing`]
}

/** The sentences of a test's names say what it is for. */
export function headless(files: readonly SourceFile[]): string[] {
  return files.filter(({ path, text, lines }) => /\.(?:ts|tsx|cjs|sql)$/.test(path) && !path.includes('.test.') && lines >= needsHeadFrom && !startsWithComment(text))
    .map(({ path }) => `${path} has no head comment: say what the file is for and the one thing that it must not do`)
}

function startsWithComment(text: string): boolean {
  return /^(?:#![^\n]*\n)?\s*(?:\/\*|\/\/|--)/.test(text)
}
