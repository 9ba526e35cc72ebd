// A table as RFC 4180 text that no spreadsheet runs: what begins like a formula gets an apostrophe before it.

/** A decimal is written as it is, sign and all; a text is made safe. */
export type Cell = string | number | bigint | { decimal: string } | null

export function csvText(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map(row => row.map(cellText).join(',')).join('\r\n') + '\r\n'
}

/** Lets the browser keep it. */
export function saveCsv(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return typeof cell === 'object' ? cell.decimal : String(cell)
  const inert = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
