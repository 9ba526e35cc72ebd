// The new file as it would be stored, made anew whenever something else is wanted of it: one at a time, and never one that nobody wants any more.

import { useEffect, useRef, useState } from 'react'
import type { Edits } from './edits.ts'
import { made, type Made, type Source } from './make.ts'

/** `of` says what it was made of: another wish, and it is old. */
export type Result = { of: Edits; file: Made | null; url: string | null }

export function useMade(source: Source | null, edits: Edits, types: readonly string[], most: number): Result | null {
  const [result, setResult] = useState<Result | null>(null)
  const line = useRef(Promise.resolve())
  useEffect(() => {
    if (source === null) return
    let isOver = false
    const make = async () => {
      if (isOver) return
      const file = await made(source, edits, { types, most }, () => isOver).catch(() => null)
      if (!isOver) setResult({ of: edits, file, url: file && URL.createObjectURL(file.blob) })
    }
    line.current = line.current.then(make)
    return () => { isOver = true }
  }, [source, edits, types, most])
  useEffect(() => () => { if (result?.url) URL.revokeObjectURL(result.url) }, [result])
  return result
}
