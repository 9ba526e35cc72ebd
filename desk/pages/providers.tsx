// The accounts at providers that this merchant has connected, how each is doing, and the rules of every provider as they are held here.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleReason } from '../actions/running.ts'
import { get } from '../api/queries.ts'
import { Page } from '../parts/page.tsx'
import { Twin } from '../parts/wire/own-call.tsx'
import { Button } from '../ui/button.tsx'
import { Empty, Problem, Skeleton } from '../ui/states.tsx'
import { ConnectSheet } from './providers/connect-sheet.tsx'
import { ConnectionCard } from './providers/connection-card.tsx'
import { TermsTable } from './providers/terms-table.tsx'
import '../parts/wire/wire.css'

export default function Providers() {
  const connections = useQuery({ ...get('GET /v1/connections', {}), refetchInterval: 30_000 })
  const providers = useQuery(get('GET /v1/dialects', {}))
  const [adding, setAdding] = useState(false)
  const reason = roleReason('admin') ?? (providers.data ? null : 'What a connection needs is not known yet.')
  const add = <Button kind="primary" reason={reason} onClick={() => setAdding(true)}>Connect an account…</Button>
  const all = connections.data?.data
  return (
    <Page title="Providers" wide aside={all && all.length > 0 ? add : undefined}>
      {connections.error && <Problem error={connections.error} unchanged="What stands here may be old." onAgain={() => void connections.refetch()} />}
      {!all && !connections.error && <Skeleton rows={4} />}
      {all?.length === 0 && <section className="card"><Empty title="No account is connected"><p>Disputes that live here are decided here. Connect an account at a provider, and those that live there are learned of, kept in step and decided from the same queue.</p>{add}</Empty></section>}
      {all && all.length > 0 && <div className="cards">{all.map(connection => <ConnectionCard key={connection.id} connection={connection} provider={providers.data?.data.find(({ dialect }) => dialect === connection.dialect)} />)}</div>}
      {providers.error && <Problem error={providers.error} onAgain={() => void providers.refetch()} />}
      {providers.data && <TermsTable providers={providers.data.data} />}
      <Twin route="GET /v1/connections" />
      <Twin route="GET /v1/dialects" />
      {adding && providers.data && <ConnectSheet providers={providers.data.data} onClose={() => setAdding(false)} />}
    </Page>
  )
}
