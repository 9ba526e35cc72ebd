// Whether the pack is shown, and the key that shows it; it is loaded when it is asked for.

import { Suspense, lazy, useState } from 'react'
import { useActions } from '../../actions/running.ts'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { Skeleton } from '../../ui/states.tsx'
import { goToSection } from '../dispute/section.tsx'

const PackPanel = lazy(() => import('./pack-panel.tsx').then(({ PackPanel: component }) => ({ default: component })))

/** Asked for before it is known what the provider takes, it is shown once that is. */
export function usePack(isKnown: boolean): { isShown: boolean; flip(): void } {
  const [isShown, setShown] = useState(false)
  const flip = () => {
    goToSection('evidence')
    setShown(shown => !shown)
  }
  useActions({ 'dispute.pack': flip })
  return { isShown: isShown && isKnown, flip }
}

export function Pack({ dispute, context, onClose }: { dispute: Dispute; context: AnswerOf<'GET /v1/disputes/{id}/context'>; onClose(): void }) {
  return <Suspense fallback={<Skeleton rows={3} label="Loading the pack" />}><PackPanel dispute={dispute} limits={context.evidence} provider={context.provider.name} onClose={onClose} /></Suspense>
}
