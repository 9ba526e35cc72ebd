// What stands in the frame where a screen is not there or broke.

import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { Problem } from '../ui/states.tsx'
import { Page } from './page.tsx'

export function NotFound() {
  return <Page title="There is no such page"><p>The address may be old or mistyped.</p><p><Link to="/" className="button">To the queue</Link></p></Page>
}

export function Broken({ error, reset }: ErrorComponentProps) {
  return <Page title="This page broke"><Problem error={error} unchanged="Nothing was sent and nothing was changed by this." onAgain={reset} /></Page>
}
