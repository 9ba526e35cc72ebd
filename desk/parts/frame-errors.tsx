// What stands in the frame where a screen is not there or broke.

import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { Empty, Problem } from '../ui/states.tsx'

export function NotFound() {
  return <Empty title="There is no such page"><p>The address may be old or mistyped.</p><Link to="/" className="button">To the queue</Link></Empty>
}

export function Broken({ error, reset }: ErrorComponentProps) {
  return <Problem error={error} unchanged="Nothing was sent and nothing was changed by this." onAgain={reset} />
}
