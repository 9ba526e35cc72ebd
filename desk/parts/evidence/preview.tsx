// A look at a file. Pictures are decoded and painted anew, so that nothing else that was in them is shown; a PDF is told by its pages. No file is
// ever rendered as a document of this origin.

import { useEffect, useState } from 'react'
import type { Evidence } from '../../api/contract.ts'
import { isPainted, pagesWord, useBytes } from './bytes.ts'

const longestSide = 640

/** An address of what was painted, null until then. */
export type Look = string | 'unreadable' | null

export function useLook(item: Evidence, dispute: string): { bytes: ArrayBuffer | undefined; look: Look } {
  const bytes = useBytes(item, dispute)
  const [look, setLook] = useState<Look>(null)
  const { type } = item
  const isPicture = isPainted(item)
  useEffect(() => {
    if (!bytes || !isPicture) return
    let url: string | null = null
    let isOver = false
    void paint(bytes, type).then(blob => {
      if (isOver) return
      url = blob && URL.createObjectURL(blob)
      setLook(url ?? 'unreadable')
    })
    return () => {
      isOver = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [bytes, type, isPicture])
  return { bytes, look }
}

export function Preview({ item, bytes, look }: { item: Evidence; bytes: ArrayBuffer | undefined; look: Look }) {
  if (item.kind === 'text') return null
  if (isPainted(item)) return <Picture look={look} name={item.name} />
  const pages = pagesWord(bytes, item)
  return <span className="thumb" role="img" aria-label={pages ? `PDF, ${pages}` : item.type}>{item.type === 'application/pdf' ? 'PDF' : 'File'}</span>
}

function Picture({ look, name }: { look: Look; name: string | null }) {
  if (look === null) return <span className="thumb" aria-hidden="true" />
  return look === 'unreadable' ? <span className="thumb" role="img" aria-label="Cannot be shown">No preview</span> : <img className="thumb" src={look} alt={`Preview of ${name ?? 'a picture'}`} />
}

/** Null where it is no picture after all. */
async function paint(bytes: ArrayBuffer, type: string): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }))
    const blob = await looked(bitmap)
    bitmap.close()
    return blob
  } catch {
    return null
  }
}

export function looked(bitmap: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
}
