// A table as wide as the terminal; into a pipe it is as wide as it has to be. The one flexible column gives way, then whole columns.

import { cutTo, safe, widthOf } from './text.ts'

export type Column<T> = {
  head: string
  of(item: T): string
  right?: true
  flexible?: true
  /** May be left out where there is no room; the lowest goes first. */
  spare?: number
}

export function tableOf<T>(all: readonly Column<T>[], items: readonly T[], width: number | null): { head: string; rows: string[] } {
  const columns = width === null ? all : withRoom(all, items, width)
  const cells = items.map(item => columns.map(({ of }) => safe(of(item))))
  const widths = fitted(columns, columns.map(column => natural(column, items)), width)
  const line = (row: readonly string[]): string => row.map((cell, at) => padded(cutTo(cell, widths[at]!), widths[at]!, columns[at]!.right)).join(gap).trimEnd()
  return { head: line(columns.map(({ head }) => head)), rows: cells.map(line) }
}

const gap = '  '
const least = 8

const natural = <T>({ head, of }: Column<T>, items: readonly T[]): number => Math.max(widthOf(head), ...items.map(item => widthOf(safe(of(item)))))

function withRoom<T>(columns: readonly Column<T>[], items: readonly T[], width: number): readonly Column<T>[] {
  const needed = totalOf(columns.map(column => (column.flexible ? Math.min(least, natural(column, items)) : natural(column, items))))
  const [first] = columns.filter(({ spare }) => spare !== undefined).sort((a, b) => a.spare! - b.spare!)
  return needed <= width || !first ? columns : withRoom(columns.filter(column => column !== first), items, width)
}

const totalOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1))

function fitted<T>(columns: readonly Column<T>[], widths: number[], total: number | null): number[] {
  const over = total === null ? 0 : totalOf(widths) - total
  return over <= 0 ? widths : widths.map((width, at) => (columns[at]!.flexible ? Math.max(Math.min(width, least), width - over) : width))
}

function padded(text: string, width: number, right?: true): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + text : text + space
}
