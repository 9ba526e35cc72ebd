// The wire log: what went between the merchant's programs and this server, in each provider's own format.

import { dialects } from '../../src/core/dispute.ts'
import { roleReason } from '../actions/running.ts'
import { useAddress, type Search } from '../parts/wire/address.ts'
import { ExchangeList } from '../parts/wire/exchange-list.tsx'
import { ExchangeView } from '../parts/wire/exchange-view.tsx'
import { fitting, outcomes, routesOf, useExchanges, type Exchange } from '../parts/wire/exchanges.ts'
import { NoPermission } from '../parts/wire/no-permission.tsx'
import { Choice } from '../parts/wire/choice.tsx'
import { Twin } from '../parts/wire/own-call.tsx'
import { Page } from '../parts/page.tsx'
import { Button } from '../ui/button.tsx'
import { Problem, Skeleton } from '../ui/states.tsx'
import { dialectWords } from '../words.ts'
import '../parts/wire/wire.css'

export default function DevRequests() {
  const reason = roleReason('admin')
  return (
    <Page title="Requests" wide>
      <p className="soft">The newest 500 exchanges of this merchant with this server, as they went over the wire. They are kept in memory only, without their secrets.</p>
      {reason ? <NoPermission reason={reason} what="What went over the wire is shown to those who manage this account." /> : <Log />}
      <Twin route="GET /v1/requests" />
    </Page>
  )
}

function Log() {
  const [search, change] = useAddress()
  const { all, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isFetching } = useExchanges(search, true)
  const id = search['id']
  return (
    <>
      <Filters all={all ?? []} search={search} onChange={change} onAnew={() => void refetch()} busy={isFetching} />
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {!all && !error && <Skeleton />}
      <div className="wire" data-open={id ? '' : undefined}>
        {all && (
          <div className="wire-list boxed stack">
            <ExchangeList rows={fitting(all, search)} search={search} none={all.length === 0 ? 'Nothing was asked yet. Point a provider\'s SDK at this server, and its calls appear here.' : `None of the ${all.length} newest fits the filter.`} />
            {hasNextPage && <Button onClick={() => void fetchNextPage()} reason={isFetchingNextPage ? 'Loading…' : null}>Look at older ones</Button>}
          </div>
        )}
        {id && <ExchangeView key={id} id={id} onClose={() => change({ id: null })} />}
      </div>
    </>
  )
}

type FiltersProps = { all: readonly Exchange[]; search: Search; busy: boolean; onChange(change: Record<string, string | null>): void; onAnew(): void }

function Filters({ all, search, busy, onChange, onAnew }: FiltersProps) {
  const routes = routesOf(all)
  const asked = search['route']
  return (
    <div className="filters no-print">
      <Choice label="Dialect" value={search['dialect']} any="All" options={dialects.map(one => [one, dialectWords[one]])} onChange={dialect => onChange({ dialect })} />
      <Choice label="Status" value={search['status']} any="All" options={Object.entries(outcomes)} onChange={status => onChange({ status })} />
      <Choice label="Route" value={asked} any="All" options={(asked && !routes.includes(asked) ? [...routes, asked] : routes).map(one => [one, one])} onChange={route => onChange({ route })} />
      <Button onClick={onAnew} aria-busy={busy || undefined}>Read anew</Button>
    </div>
  )
}
