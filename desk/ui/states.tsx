// What stands where the content would: on its way, none, or why not.

import type { ReactNode } from 'react'
import { problemOf, type Problem as ProblemValue } from '../api/problem.ts'
import { useLater } from '../time.ts'
import { Button } from './button.tsx'
import { CopyButton } from './copy.tsx'

/** Nothing for 150 ms, so that what is quick does not flash. */
export function Skeleton({ rows = 12, label = 'Loading' }: { rows?: number; label?: string }) {
  const later = useLater(150)
  return <div className="skeleton" role="status" aria-label={label}>{later && Array.from({ length: rows }, (_, row) => <span key={row} />)}</div>
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return <section className="empty"><h2>{title}</h2>{children}</section>
}

type ProblemProps = { error: unknown; unchanged?: string; onAgain?: () => void }

/** What happened, what did not change, what to do, and the code to quote. */
export function Problem({ error, unchanged = 'Nothing was changed.', onAgain }: ProblemProps) {
  const { title, detail, next, code, instance }: ProblemValue = isProblem(error) ? error : problemOf(error)
  const quote = instance === null ? code : `${code} ${instance}`
  return (
    <section className="problem" role="alert" data-tone="bad">
      <h3>{title}</h3>
      <p>{detail} {unchanged}</p>
      <p>{next}</p>
      <p className="line soft small"><code>{quote}</code><CopyButton text={quote} label="Copy the code" />{onAgain && <Button size="small" onClick={onAgain}>Try again</Button>}</p>
    </section>
  )
}

function isProblem(value: unknown): value is ProblemValue {
  return typeof value === 'object' && value !== null && !(value instanceof Error) && 'code' in value && 'next' in value
}
