// A plain table with a caption, for a screenful of rows. It scrolls by itself where it is too wide.

import type { ReactNode } from 'react'

export type Column<Row> = { head: ReactNode; cell(row: Row): ReactNode; end?: boolean }
type DataTableProps<Row> = { caption: ReactNode; captionHidden?: boolean; columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey(row: Row): string; none?: ReactNode }

export function DataTable<Row>({ caption, captionHidden = false, columns, rows, rowKey, none = 'Nothing here yet.' }: DataTableProps<Row>) {
  return (
    <div className="table-scroll" role="group" tabIndex={0} aria-label={typeof caption === 'string' ? caption : 'Table'}>
      <table className="table">
        <caption><span className={captionHidden ? 'unseen' : undefined}>{caption}</span></caption>
        <thead><tr>{columns.map(({ head, end }, index) => <th key={index} scope="col" className={end ? 'end' : undefined}>{head}</th>)}</tr></thead>
        <tbody>
          {rows.map(row => <tr key={rowKey(row)}>{columns.map(({ cell, end }, index) => <td key={index} className={end ? 'end' : undefined}>{cell(row)}</td>)}</tr>)}
          {rows.length === 0 && <tr><td colSpan={columns.length} className="soft">{none}</td></tr>}
        </tbody>
      </table>
    </div>
  )
}
