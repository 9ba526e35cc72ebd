// Which picture somebody changes, what they began and how far storing it has come. That stays while the page is open, also
// when the sheet is left, so that nothing whose outcome is not known is stored a second time.

import { Suspense, lazy, useState } from 'react'
import type { AnswerOf, Dispute } from '../../../api/contract.ts'
import { untouched, type Edits } from './edits.ts'
import type { Stage } from './replace.ts'
import type { Subject } from './subject.ts'

const PictureSheet = lazy(() => import('./sheet.tsx').then(({ PictureSheet: component }) => ({ default: component })))

type Begun = { edits: Edits; stage: Stage }
const unbegun: Begun = { edits: untouched, stage: { at: 'ready' } }

export function useChanges() {
  const [subject, begin] = useState<Subject | null>(null)
  const [begun, setBegun] = useState<Readonly<Record<string, Begun>>>({})
  return {
    subject, begin, begun: (subject && begun[subject.key]) ?? unbegun,
    change: (key: string, part: Partial<Begun>) => setBegun(all => ({ ...all, [key]: { ...unbegun, ...all[key], ...part } })),
    leave: (key: string) => begin(now => (now?.key === key ? null : now)),
  }
}

type ChangesProps = { changes: ReturnType<typeof useChanges>; dispute: Dispute; limits: AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']; onStored(key: string): void }

export function Changes({ changes: { subject, begun, change, leave }, dispute, limits, onStored }: ChangesProps) {
  if (subject === null) return null
  const { key } = subject
  const stored = () => {
    leave(key)
    onStored(key)
  }
  return (
    <Suspense>
      <PictureSheet key={key} subject={subject} dispute={dispute} limits={limits} {...begun} onEdits={edits => change(key, { edits })} onStage={stage => change(key, { stage })} onStored={stored} onClose={() => leave(key)} />
    </Suspense>
  )
}
