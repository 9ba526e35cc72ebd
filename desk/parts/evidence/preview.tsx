// A look at a file. Pictures are decoded and painted anew, so that nothing else that was in them is shown; a PDF is told by its pages. No file is
// ever rendered as a document of this origin.

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { readBytes } from '../../api/client.ts'
import type { Evidence } from '../../api/contract.ts'

const painted: readonly string[] = ['image/png', 'image/jpeg', 'image/gif']
const largest = 12_000_000
const longestSide = 640

export function Preview({ item, dispute }: { item: Evidence; dispute: string }) {
  const isPicture = painted.includes(item.type)
  const { data: bytes } = useQuery({
    queryKey: ['evidence', dispute, item.id] as const, staleTime: Infinity, gcTime: 60_000, retry: false, enabled: item.kind === 'file' && item.size <= largest && (isPicture || item.type === 'application/pdf'),
    queryFn: ({ signal }) => readBytes('GET /v1/disputes/{id}/evidence/{evidence}/content', { params: { id: dispute, evidence: item.id } }, { signal }),
  })
  if (item.kind === 'text') return null
  if (isPicture) return <Picture bytes={bytes} item={item} />
  const pages = bytes && item.type === 'application/pdf' ? pagesOf(bytes) : null
  return <span className="thumb" role="img" aria-label={pages ? `PDF, ${pages} ${pages === 1 ? 'page' : 'pages'}` : item.type}>{item.type === 'application/pdf' ? 'PDF' : 'File'}{pages !== null && pages > 0 && <small>{pages} p.</small>}</span>
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

/** As far as it can be read without running it: page objects that are not packed away. */
function pagesOf(bytes: ArrayBuffer): number {
  return new TextDecoder('latin1').decode(bytes).match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0
}
