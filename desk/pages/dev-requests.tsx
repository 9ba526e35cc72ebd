// The wire log: what went between the merchant's programs and this server, in each provider's own format.

import { dialects } from '../../src/core/dispute.ts'
import { useAddress, type Search } from '../parts/wire/address.ts'
import { ExchangeList } from '../parts/wire/exchange-list.tsx'
import { ExchangeView } from '../parts/wire/exchange-view.tsx'
import { isFiltered, methods, statusWords, useExchanges } from '../parts/wire/exchanges.ts'
import { Choice } from '../parts/wire/choice.tsx'
import { Twin } from '../parts/wire/own-call.tsx'
import { ForRole } from '../parts/for-role.tsx'
import { Page } from '../parts/page.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Problem, Skeleton } from '../ui/states.tsx'
import { dialectWords } from '../words.ts'
import '../parts/wire/wire.css'

export default function DevRequests() {
  return (
    <Page title="Requests" wide>
      <p className="soft">The newest 500 exchanges of this merchant with this server, as they went over the wire. They are kept in memory only, without their secrets. What this desk reads, and its signs that somebody is preparing a decision, are left out.</p>
      <ForRole needs="admin" what="What went over the wire is shown to those who manage this account."><Log /></ForRole>
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
      <Filters search={search} onChange={change} onAnew={() => void refetch()} busy={isFetching} />
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {!all && !error && <Skeleton />}
      <div className="wire" data-open={id ? '' : undefined}>
        {all && (
          <div className="wire-list boxed stack">
            <ExchangeList rows={all} search={search} none={isFiltered(search) ? 'None of what is kept fits the filter.' : 'Nothing was asked yet. Point a provider\'s SDK at this server, and its calls appear here.'} />
            {hasNextPage && <Button onClick={() => void fetchNextPage()} reason={isFetchingNextPage ? 'Loading…' : null}>Look at older ones</Button>}
          </div>
        )}
        {id && <ExchangeView key={id} id={id} onClose={() => change({ id: null })} />}
      </div>
    </>
  )
}

type FiltersProps = { search: Search; busy: boolean; onChange(change: Record<string, string | null>): void; onAnew(): void }

function Filters({ search, busy, onChange, onAnew }: FiltersProps) {
  return (
    <div className="filters no-print">
      <Choice label="Provider" value={search['dialect']} any="All" options={dialects.map(one => [one, dialectWords[one]])} onChange={dialect => onChange({ dialect })} />
      <Choice label="Status" value={search['status']} any="All" options={Object.entries(statusWords)} onChange={status => onChange({ status })} />
      <Choice label="Method" value={search['method']} any="All" options={methods.map(one => [one, one])} onChange={method => onChange({ method })} />
      <PathField key={search['path'] ?? ''} path={search['path'] ?? ''} onChange={path => onChange({ path })} />
      <Button onClick={onAnew} aria-busy={busy || undefined}>Read anew</Button>
    </div>
  )
}

/** Asked once it is typed: by Enter, or by going on. */
function PathField({ path, onChange }: { path: string; onChange(path: string): void }) {
  const tell = (text: string) => { if (text.trim() !== path) onChange(text.trim()) }
  return (
    <Field label="Path or dispute">
      {control => <input {...control} type="search" dir="ltr" maxLength={200} autoComplete="off" spellCheck={false} defaultValue={path} onBlur={event => tell(event.target.value)} onKeyDown={event => { if (event.key === 'Enter') tell(event.currentTarget.value) }} />}
    </Field>
  )
}
