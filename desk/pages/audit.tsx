// The record over all disputes, the newest first; nothing here changes anything. The address is the filter.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { targetOf } from '../api/client.ts'
import { Twin } from '../parts/wire/own-call.tsx'
import { Page } from '../parts/page.tsx'
import { Check } from './audit/check.tsx'
import { Filters } from './audit/filters.tsx'
import { queryOf, type AuditSearch } from './audit/filter.ts'
import { Record } from './audit/record.tsx'
import './audit/audit.css'

export default function AuditPage() {
  const search = useSearch({ strict: false }) as AuditSearch
  const navigate = useNavigate()
  const query = queryOf(search)
  const set = (next: AuditSearch) => void navigate({ to: '/audit', search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)) as Record<string, string>, resetScroll: false })
  return (
    <Page title="Audit" aside={<a className="button no-print" href={targetOf('GET /v1/export/events', { query })} download>Export CSV</a>}>
      <p className="soft">Everything that happened to disputes. Events are only ever added; each carries the hash of the one before it.</p>
      <Check />
      <Filters search={search} onChange={set} />
      <Record key={JSON.stringify(query)} query={query} isFiltered={Object.keys(query).length > 0} onActor={actor => set({ ...search, actor })} />
      <footer className="line"><Twin route="GET /v1/audit" target={targetOf('GET /v1/audit', { query })} /><Twin route="GET /v1/audit/check" /></footer>
    </Page>
  )
}
