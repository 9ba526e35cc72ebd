// A line of a table for spreadsheets (RFC 4180). No cell of somebody's words is ever run as a formula; numbers stay numbers.

/** A number is written as it is; a text is made safe. */
export type Cell = string | null | { number: string }

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`

function cellText(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'object' ? cell.number : quoted(runs.test(cell) ? `'${cell}` : cell)
}

/** What makes Excel, LibreOffice and Google Sheets take a cell for a formula, full-width forms included. */
const runs = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
