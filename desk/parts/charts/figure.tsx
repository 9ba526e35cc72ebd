// A picture with its name, what it shows in a sentence, and its table: the table is always there for whoever cannot see the picture, and
// takes its place for whoever would rather read.

import { useId, useState, type ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import './charts.css'

type FigureProps<Row> = {
  title: string
  /** What it says, in a sentence. */
  says: ReactNode
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey(row: Row): string
  children(named: { labelledBy: string; describedBy: string }): ReactNode
}

export function Figure<Row>({ title, says, columns, rows, rowKey, children }: FigureProps<Row>) {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const named = { labelledBy: `${id}-title`, describedBy: `${id}-says` }
  return (
    <figure className="card figure" aria-labelledby={named.labelledBy}>
      <figcaption className="spread">
        <h3 id={named.labelledBy}>{title}</h3>
        <Button size="small" kind="plain" className="no-print" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>Table<span className="unseen"> of {title}</span></Button>
      </figcaption>
      <p id={named.describedBy} className="soft small"><bdi>{says}</bdi></p>
      {!asTable && children(named)}
      {asTable ? <DataTable caption={title} captionHidden columns={columns} rows={rows} rowKey={rowKey} />
        : <UnseenTable caption={title} columns={columns} rows={rows} rowKey={rowKey} />}
    </figure>
  )
}

/** For ears only: nothing of it is in the tab order. */
function UnseenTable<Row>({ caption, columns, rows, rowKey }: Pick<FigureProps<Row>, 'columns' | 'rows' | 'rowKey'> & { caption: string }) {
  return (
    <div className="unseen">
      <table>
        <caption>{caption}</caption>
        <thead><tr>{columns.map(({ head }, index) => <th key={index} scope="col">{head}</th>)}</tr></thead>
        <tbody>{rows.map(row => <tr key={rowKey(row)}>{columns.map(({ cell }, index) => <td key={index}>{cell(row)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  )
}
