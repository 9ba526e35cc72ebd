// The evidence of a dispute: places for what usually helps, what is there, and how much of it this provider takes.

import { useEffect, useRef } from 'react'
import { keyWords } from '../../actions/keyboard.ts'
import { roleReason, useActions } from '../../actions/running.ts'
import { actions } from '../../actions/table.ts'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { Button } from '../../ui/button.tsx'
import { refusalOf } from '../rows.ts'
import { piecesOf } from './filled.ts'
import { Limits } from './limits.tsx'
import { Slot } from './slot.tsx'
import { categoryFor, slotOf, slotsFor } from './slots.ts'
import { Changes, useChanges } from './picture/changes.tsx'
import { pickedSubject, stagedSubject } from './picture/subject.ts'
import { TextEvidence } from './text-evidence.tsx'
import { Pack, usePack } from './use-pack.tsx'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './uploads.ts'
import './evidence.css'

type EvidenceProps = { dispute: Dispute; context: AnswerOf<'GET /v1/disputes/{id}/context'> | undefined }

export function Evidence({ dispute, context }: EvidenceProps) {
  const { isShown, flip } = usePack(context !== undefined)
  return (
    <div className="evidence-sides" data-pack={isShown || undefined}>
      <div className="stack">
        {context && <Limits limits={context.evidence} dispute={dispute} />}
        {context && <div><Button size="small" aria-expanded={isShown} onClick={flip}>The pack as it will be sent <kbd>{keyWords(actions['dispute.pack'].keys[0])}</kbd></Button></div>}
        <Checklist dispute={dispute} context={context} />
      </div>
      {context && isShown && <Pack dispute={dispute} context={context} onClose={flip} />}
    </div>
  )
}

function Checklist({ dispute, context }: EvidenceProps) {
  const { dialect, can, state } = dispute
  const offered = slotsFor(dispute.reason.category)
  const types = context?.evidence.types ?? []
  const { uploads, add, again, drop } = useUploads(dispute, context?.evidence)
  const reason = roleReason('operator') ?? refusalOf(can?.add_evidence)
  const pick = useRef<HTMLInputElement>(null)
  useActions({ 'dispute.file': { run: () => pick.current?.click(), reason } })
  usePasted(reason === null ? files => add(files, categoryFor('other', dialect)) : null)
  const changes = useChanges()
  const shown = piecesOf(dispute)
  const isEditable = state === 'needs_response'
  return (
    <>
      <input ref={pick} type="file" multiple hidden aria-label="Add files" accept={types.join()} onChange={event => { add([...event.target.files ?? []], categoryFor('other', dialect)); event.target.value = '' }} />
      <div className="slots">
        {offered.map((slot, index) => (
          <Slot key={slot} slot={slot} isStrongest={index === 0} dispute={dispute} items={shown.filter(item => slotOf(item.category, offered, dialect) === slot)} reason={isEditable ? reason : 'closed'} isEditable={isEditable} types={types} onFiles={files => add(files, categoryFor(slot, dialect))} onChange={item => changes.begin(stagedSubject(item, dispute))} />
        ))}
      </div>
      <UploadList uploads={uploads} types={types} onFit={upload => changes.begin(pickedSubject(upload))} onAgain={again} onDrop={({ key }) => drop(key)} />
      {isEditable && reason !== null && <p className="reason">{reason}</p>}
      {isEditable && context && context.evidence.text_length > 0 && <TextEvidence dispute={dispute} longest={context.evidence.text_length} reason={reason} />}
      {context && <Changes changes={changes} dispute={dispute} limits={context.evidence} onStored={drop} />}
    </>
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
