// A table as wide as the terminal; into a pipe it is as wide as it has to be. The one flexible column gives way.

import { cutTo, safe, widthOf } from './text.ts'

export type Column<T> = { head: string; of(item: T): string; right?: true; flexible?: true }

export function tableOf<T>(columns: readonly Column<T>[], items: readonly T[], width: number | null): { head: string; rows: string[] } {
  const cells = items.map(item => columns.map(({ of }) => safe(of(item))))
  const widths = fitted(columns, columns.map(({ head }, at) => Math.max(widthOf(head), ...cells.map(row => widthOf(row[at]!)))), width)
  const line = (row: readonly string[]): string => row.map((cell, at) => padded(cutTo(cell, widths[at]!), widths[at]!, columns[at]!.right)).join(gap).trimEnd()
  return { head: line(columns.map(({ head }) => head)), rows: cells.map(line) }
}

const gap = '  '
const least = 8

function fitted<T>(columns: readonly Column<T>[], widths: number[], total: number | null): number[] {
  const over = total === null ? 0 : widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1)) - total
  return over <= 0 ? widths : widths.map((width, at) => (columns[at]!.flexible ? Math.max(Math.min(width, least), width - over) : width))
}

function padded(text: string, width: number, right?: true): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + text : text + space
}
