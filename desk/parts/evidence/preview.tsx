// A look at a file. Pictures are decoded and painted anew, so that nothing else that was in them is shown; a PDF is told by its pages. No file is
// ever rendered as a document of this origin.

import { useEffect, useState } from 'react'
import type { Evidence } from '../../api/contract.ts'
import { isPainted, pagesWord } from './bytes.ts'

const longestSide = 640

export function Preview({ item, bytes }: { item: Evidence; bytes: ArrayBuffer | undefined }) {
  if (item.kind === 'text') return null
  if (isPainted(item)) return <Picture bytes={bytes} item={item} />
  const pages = pagesWord(bytes, item)
  return <span className="thumb" role="img" aria-label={pages ? `PDF, ${pages}` : item.type}>{item.type === 'application/pdf' ? 'PDF' : 'File'}</span>
}

function Picture({ bytes, item: { type, name } }: { bytes: ArrayBuffer | undefined; item: Evidence }) {
  const [shown, setShown] = useState<string | 'unreadable' | null>(null)
  useEffect(() => {
    if (!bytes) return
    let url: string | null = null
    let isOver = false
    void paint(bytes, type).then(blob => {
      if (isOver) return
      url = blob && URL.createObjectURL(blob)
      setShown(url ?? 'unreadable')
    })
    return () => {
      isOver = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [bytes, type])
  if (shown === null) return <span className="thumb" aria-hidden="true" />
  return shown === 'unreadable' ? <span className="thumb" role="img" aria-label="Cannot be shown">No preview</span> : <img className="thumb" src={shown} alt={`Preview of ${name ?? 'a picture'}`} />
}

/** Null where it is no picture after all. */
async function paint(bytes: ArrayBuffer, type: string): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(new Blob([bytes], { type }))
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    const brush = canvas.getContext('2d')
    brush?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    return await new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
  } catch {
    return null
  }
}
