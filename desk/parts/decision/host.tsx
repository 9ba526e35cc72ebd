// Shows the sheet that somebody asked for and what is on its way. It stands beside the page, so that neither ends when somebody goes on.

import { useLocation } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useRef } from 'react'
import { forgetAll, useAttempts } from './attempts.ts'
import { closeSheet, useAsked } from './open.ts'

const AcceptSheet = lazy(() => import('./accept-sheet.tsx').then(({ AcceptSheet: component }) => ({ default: component })))
const BulkSheet = lazy(() => import('./bulk-sheet.tsx').then(({ BulkSheet: component }) => ({ default: component })))
const BulkResult = lazy(() => import('./bulk-result.tsx').then(({ BulkResult: component }) => ({ default: component })))
const ContestSheet = lazy(() => import('./contest-sheet.tsx').then(({ ContestSheet: component }) => ({ default: component })))
const ReceiptSheet = lazy(() => import('./receipt.tsx').then(({ ReceiptSheet: component }) => ({ default: component })))
const Tray = lazy(() => import('./tray.tsx').then(({ Tray: component }) => ({ default: component })))

export function DecisionHost() {
  const asked = useAsked()
  const hasAttempts = useAttempts().length > 0
  useClosedByLeaving()
  // Another user or another merchant has other decisions.
  useEffect(() => forgetAll, [])
  return (
    <Suspense>
      {hasAttempts && <Tray />}
      {asked?.kind === 'accept' && asked.ids.length === 1 && <AcceptSheet key={asked.ids[0]} id={asked.ids[0]!} onClose={closeSheet} />}
      {asked?.kind === 'accept' && asked.ids.length > 1 && <BulkSheet key={asked.ids.join()} ids={asked.ids} onClose={closeSheet} />}
      {asked?.kind === 'outcomes' && <BulkResult key={asked.group} group={asked.group} onClose={closeSheet} />}
      {asked?.kind === 'contest' && <ContestSheet key={asked.id} id={asked.id} onClose={closeSheet} />}
      {asked?.kind === 'receipt' && <ReceiptSheet key={asked.id} id={asked.id} onClose={closeSheet} />}
    </Suspense>
  )
}

/** Going back while a sheet is open leaves it, and sends nothing. */
function useClosedByLeaving(): void {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current !== pathname) closeSheet()
    before.current = pathname
  }, [pathname])
}
