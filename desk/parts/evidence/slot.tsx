// One place for evidence: files are dropped on it or picked, and what is there stands in it.

import { useRef, useState, type DragEvent } from 'react'
import type { Dispute, Evidence } from '../../api/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Item } from './item.tsx'
import { slotWord, type SlotId } from './slots.ts'

type SlotProps = { slot: SlotId; isStrongest: boolean; dispute: Dispute; items: readonly Evidence[]; reason: string | null; isEditable: boolean; types: readonly string[]; onFiles(files: readonly File[]): void; onChange(item: Evidence): void }

export function Slot({ slot, isStrongest, dispute, items, reason, isEditable, types, onFiles, onChange }: SlotProps) {
  const pick = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const mayDrop = reason === null
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (mayDrop) onFiles([...event.dataTransfer.files])
  }
  if (!isEditable && items.length === 0) return null
  const name = slotWord(slot)
  return (
    <section className="slot" aria-label={name} data-over={isOver || undefined} onDragOver={event => { event.preventDefault(); setOver(mayDrop) }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <div className="spread">
        <h3>{name}{isStrongest && <span className="soft small"> · usually decides</span>}</h3>
        {isEditable && <Button size="small" reason={reason} reasonHidden aria-label={`Add to ${name}`} onClick={() => pick.current?.click()}>Add…</Button>}
      </div>
      <input ref={pick} type="file" multiple hidden aria-label={`Files for ${name}`} accept={types.join()} onChange={event => { onFiles([...event.target.files ?? []]); event.target.value = '' }} />
      {items.length === 0 ? <p className="soft small">Nothing yet. Drop files here{slot === 'other' && ', or paste them'}.</p> : <ul className="plain-list">{items.map(item => <Item key={item.id} item={item} dispute={dispute} isEditable={isEditable && dispute.evidence.includes(item)} reason={reason} onChange={() => onChange(item)} />)}</ul>}
    </section>
  )
}
