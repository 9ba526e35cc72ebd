// How the server is, and what to do about what is not as it should be. It asks and changes nothing.

import { useQuery } from '@tanstack/react-query'
import { get } from '../api/queries.ts'
import { Twin } from '../parts/wire/own-call.tsx'
import { ForRole } from '../parts/for-role.tsx'
import { Page } from '../parts/page.tsx'
import { Problem, Skeleton } from '../ui/states.tsx'
import { About } from './system/about.tsx'
import { checksOf, worstOf, type Check } from './system/checks.ts'
import './system/system.css'

export default function SystemPage() {
  return <Page title="System"><ForRole needs="admin" what="How the server is concerns whoever runs it."><Health /></ForRole></Page>
}

function Health() {
  const { data, error, refetch } = useQuery({ ...get('GET /v1/system', {}), refetchInterval: 10_000 })
  const connections = useQuery({ ...get('GET /v1/connections', {}), refetchInterval: 30_000 }).data?.data
  // The last answer is older than the trouble: it is not shown as if it were now.
  if (error) return <Problem error={error} unchanged="Whether the server runs cannot be told from here." onAgain={() => void refetch()} />
  if (!data) return <Skeleton rows={6} label="Asking the server" />
  const checks = checksOf(data, connections)
  return (
    <>
      <p className="health" role="status" data-state={worstOf(checks)}>{summaries[worstOf(checks)]}</p>
      <ul role="list" className="checks">{checks.map(check => <Line key={check.id} check={check} />)}</ul>
      <About system={data} />
      <Twin route="GET /v1/system" target="/v1/system" />
    </>
  )
}

const stateWords = { good: 'Good', look: 'Look at it', bad: 'Wrong' } as const
const tones = { good: 'good', look: 'warn', bad: 'bad' } as const
const summaries = { good: 'Everything is as it should be.', look: 'It runs, and something wants a look.', bad: 'Something is wrong.' } as const

function Line({ check: { name, state, value, advice } }: { check: Check }) {
  return (
    <li className="card check">
      <span className="chip" data-tone={tones[state]}>{stateWords[state]}</span>
      <h2>{name}</h2>
      <p>{value}</p>
      {advice !== null && <p className="check-advice"><strong>What to do:</strong> {advice}</p>}
    </li>
  )
}
