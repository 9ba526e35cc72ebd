// Which picture somebody changes, and what they began. It stays begun while the page is open, also when the sheet is left.

import { Suspense, lazy, useState } from 'react'
import type { AnswerOf, Dispute } from '../../../api/contract.ts'
import { untouched, type Edits } from './edits.ts'
import type { Subject } from './subject.ts'

const PictureSheet = lazy(() => import('./sheet.tsx').then(({ PictureSheet: component }) => ({ default: component })))

export function useChanges() {
  const [subject, begin] = useState<Subject | null>(null)
  const [begun, setBegun] = useState<Readonly<Record<string, Edits>>>({})
  return {
    subject, begin, edits: (subject && begun[subject.key]) ?? untouched,
    change: (key: string, edits: Edits) => setBegun(all => ({ ...all, [key]: edits })),
    leave: (key: string) => begin(now => (now?.key === key ? null : now)),
  }
}

type ChangesProps = { changes: ReturnType<typeof useChanges>; dispute: Dispute; limits: AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']; onStored(key: string): void }

export function Changes({ changes: { subject, edits, change, leave }, dispute, limits, onStored }: ChangesProps) {
  if (subject === null) return null
  const { key } = subject
  return (
    <Suspense>
      <PictureSheet key={key} subject={subject} dispute={dispute} limits={limits} edits={edits} onEdits={next => change(key, next)} onStored={() => { leave(key); onStored(key) }} onClose={() => leave(key)} />
    </Suspense>
  )
}
