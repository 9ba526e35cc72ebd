// One piece of evidence: its name and size, a look at it that cannot run anything, the way to keep it, and to remove it.

import { useState } from 'react'
import { readBytes, send } from '../../api/client.ts'
import type { Dispute, Evidence } from '../../api/contract.ts'
import { problemOf } from '../../api/problem.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'
import { pagesWord } from './bytes.ts'
import { nameOf, sizeWords } from './pack.ts'
import { isPicture } from './picture/fit.ts'
import { Preview, useLook } from './preview.tsx'
import { refresh } from './uploads.ts'

type ItemProps = { item: Evidence; dispute: Dispute; isEditable: boolean; reason: string | null; onChange(): void }

export function Item({ item, dispute: { id }, isEditable, reason, onChange }: ItemProps) {
  const [isSure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    const outcome = await send('DELETE /v1/disputes/{id}/evidence/{evidence}', { params: { id, evidence: item.id } })
    setBusy(false)
    setSure(false)
    toast(outcome.kind === 'done' ? { text: `Removed ${nameOf(item)}.` } : { text: outcome.problem.detail, tone: 'bad' })
    await refresh(id)
  }
  const name = nameOf(item)
  const { bytes, look } = useLook(item, id)
  const isUnreadable = look === 'unreadable'
  const about = [item.kind === 'text' ? 'Text' : item.type, pagesWord(bytes, item), sizeWords(item.size), isUnreadable ? 'cannot be read as a picture' : null]
  return (
    <li className="item">
      <Preview item={item} bytes={bytes} look={look} />
      <div className="item-text">
        {item.kind === 'text' ? <p className="item-words" dir="auto"><bdi>{item.text}</bdi></p> : <p className="clip" title={name}><bdi>{name}</bdi></p>}
        <p className="soft small">{about.filter(one => one !== null).join(' · ')}</p>
      </div>
      <div className="line">
        {item.kind === 'file' && <Button size="small" aria-label={`Download ${name}`} onClick={() => void download(id, item)}>Download</Button>}
        {isEditable && item.kind === 'file' && isPicture(item.type) && !isUnreadable && <Button size="small" reason={reason} reasonHidden aria-label={`Change ${name}`} onClick={onChange}>Change…</Button>}
        {isEditable && (isSure
          ? <><Button size="small" kind="danger" aria-busy={busy || undefined} onClick={() => void remove()}>Remove for good</Button><Button size="small" onClick={() => setSure(false)}>Keep</Button></>
          : <Button size="small" kind="plain" reason={reason} reasonHidden aria-label={`Remove ${name}`} onClick={() => setSure(true)}>Remove</Button>)}
      </div>
    </li>
  )
}

/** By way of memory: the browser keeps it and never opens it here. */
async function download(dispute: string, { id, name }: Evidence): Promise<void> {
  try {
    const bytes = await readBytes('GET /v1/disputes/{id}/evidence/{evidence}/content', { params: { id: dispute, evidence: id } })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
    link.download = name ?? id
    link.click()
    URL.revokeObjectURL(link.href)
  } catch (error) {
    toast({ text: problemOf(error).detail, tone: 'bad' })
  }
}
