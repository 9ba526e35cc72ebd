// The picture that is to be changed, decoded once, with a look at it. What it was is let go with the sheet.

import { useEffect, useState } from 'react'
import { looked } from '../preview.tsx'
import { decoded, type Source } from './make.ts'
import type { Subject } from './subject.ts'

export type Decoded = { at: 'reading' } | { at: 'unreadable' } | { at: 'failed'; error: unknown } | { at: 'there'; source: Source; url: string | null }

export function useSource(subject: Subject): Decoded {
  const [found, setFound] = useState<Decoded>({ at: 'reading' })
  useEffect(() => {
    let isOver = false
    let letGo = (): void => {}
    void sourceOf(subject).then(next => {
      if (next.at === 'there') letGo = () => { next.source.bitmap.close(); if (next.url) URL.revokeObjectURL(next.url) }
      if (isOver) letGo()
      else setFound(next)
    })
    return () => {
      isOver = true
      letGo()
    }
  }, [subject])
  return found
}

async function sourceOf({ read, type }: Subject): Promise<Decoded> {
  try {
    const source = await decoded(await read(), type)
    if (!source) return { at: 'unreadable' }
    const look = await looked(source.bitmap)
    return { at: 'there', source, url: look && URL.createObjectURL(look) }
  } catch (error) {
    return { at: 'failed', error }
  }
}
