// The evidence of a dispute: places for what usually helps, what is there, and how much of it this provider takes.

import { useEffect, useRef } from 'react'
import { roleReason, useActions } from '../../actions/running.ts'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { refusalOf } from '../rows.ts'
import { piecesOf } from './filled.ts'
import { Limits } from './limits.tsx'
import { Slot } from './slot.tsx'
import { categoryFor, slotOf, slotsFor } from './slots.ts'
import { TextEvidence } from './text-evidence.tsx'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './uploads.ts'
import './evidence.css'

export function Evidence({ dispute, context }: { dispute: Dispute; context: AnswerOf<'GET /v1/disputes/{id}/context'> | undefined }) {
  const { dialect, can, state } = dispute
  const offered = slotsFor(dispute.reason.category)
  const { uploads, add, again, drop } = useUploads(dispute, context?.evidence)
  const reason = roleReason('operator') ?? refusalOf(can?.add_evidence)
  const pick = useRef<HTMLInputElement>(null)
  useActions({ 'dispute.file': { run: () => pick.current?.click(), reason } })
  usePasted(reason === null ? files => add(files, categoryFor('other', dialect)) : null)
  const shown = piecesOf(dispute)
  const isEditable = state === 'needs_response'
  return (
    <div className="stack">
      {context && <Limits limits={context.evidence} dispute={dispute} />}
      <input ref={pick} type="file" multiple hidden aria-label="Add files" accept={context?.evidence.types.join()} onChange={event => { add([...event.target.files ?? []], categoryFor('other', dialect)); event.target.value = '' }} />
      <div className="slots">
        {offered.map((slot, index) => (
          <Slot key={slot} slot={slot} isStrongest={index === 0} dispute={dispute} items={shown.filter(item => slotOf(item.category, offered, dialect) === slot)} reason={isEditable ? reason : 'closed'} isEditable={isEditable} types={context?.evidence.types ?? []} onFiles={files => add(files, categoryFor(slot, dialect))} />
        ))}
      </div>
      <UploadList uploads={uploads} onAgain={again} onDrop={drop} />
      {isEditable && reason !== null && <p className="reason">{reason}</p>}
      {isEditable && context && context.evidence.text_length > 0 && <TextEvidence dispute={dispute} longest={context.evidence.text_length} reason={reason} />}
    </div>
  )
}

/** Pasting a picture or a file anywhere on the page adds it; pasting words into a field stays what it is. */
function usePasted(take: ((files: File[]) => void) | null): void {
  const latest = useRef(take)
  useEffect(() => { latest.current = take })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...event.clipboardData?.files ?? []]
      if (files.length === 0 || !latest.current || document.querySelector('dialog[open]')) return
      event.preventDefault()
      latest.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}
