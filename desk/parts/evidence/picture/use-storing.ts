// How far storing has come. Whoever leaves meanwhile is told of its end all the same.

import { useEffect, useRef } from 'react'
import { toast } from '../../../ui/toast.tsx'
import { stored, withoutOld, type Replacing, type Stage } from './replace.ts'

export function useStoring(name: string, stage: Stage, setStage: (stage: Stage) => void, onStored: () => void): { store(of: Replacing): void; again(): void } {
  const isLeft = useRef(false)
  useEffect(() => {
    isLeft.current = false
    return () => { isLeft.current = true }
  }, [])
  const go = async (of: Replacing, step: (of: Replacing) => Promise<Stage>) => {
    setStage({ at: 'storing', of })
    const next = await step(of)
    setStage(next)
    if (next.at === 'done') {
      toast({ text: of.old === null ? `Added ${name}.` : `Stored the new ${name} and removed the original.` })
      onStored()
    } else if (isLeft.current) toast({ text: `${name}: ${endWords(next, of.old === null)}`, tone: 'bad', ms: null })
  }
  const again = () => {
    if (stage.at === 'unheard') void go(stage.of, stored)
    if (stage.at === 'both') void go(stage.of, withoutOld)
  }
  return { store: of => void go(of, stored), again }
}

/** Which of the two is there. */
export function endWords({ at }: Stage, isNew: boolean): string {
  const kept = isNew ? '' : ' The original is there as it was.'
  if (at === 'both') return 'The new file is stored, and the original is there as well. Remove the original, or both will be sent.'
  if (at === 'unheard') return `Nobody knows yet whether the new file was stored.${kept}`
  return `The new file was not stored.${kept}`
}
