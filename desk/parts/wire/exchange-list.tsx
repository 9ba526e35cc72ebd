// The exchanges as a table: when, in whose words, what, and how it went.

import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Chip } from '../../ui/chip.tsx'
import { fullTime, instantOf, shortTime } from '../../time.ts'
import { dialectWords } from '../../words.ts'
import { changed, type Search } from './address.ts'
import { toneOf, type Exchange } from './exchanges.ts'

export function ExchangeList({ rows, search, none }: { rows: readonly Exchange[]; search: Search; none: string }) {
  const columns: readonly Column<Exchange>[] = [
    { head: 'Status', cell: ({ status }) => <Chip tone={toneOf(status)}><span className="wire-status">{status}</span></Chip> },
    {
      head: 'Request', cell: ({ id, method, path }) => (
        <Link to="/dev/requests" search={changed(search, { id })} aria-current={search['id'] === id || undefined} resetScroll={false}><bdi dir="ltr">{method} {path}</bdi></Link>
      ),
    },
    { head: 'As', cell: ({ dialect }) => <span className="small">{dialectWords[dialect]}</span> },
    { head: 'When', cell: ({ at }) => <time className="small" dateTime={at} title={fullTime(instantOf(at))}>{shortTime(instantOf(at))}</time> },
    { head: 'Took', end: true, cell: ({ took_ms }) => <span className="small soft">{Math.round(took_ms)} ms</span> },
  ]
  return <DataTable caption="Exchanges, the newest first" captionHidden columns={columns} rows={rows} rowKey={({ id }) => id} none={none} />
}
