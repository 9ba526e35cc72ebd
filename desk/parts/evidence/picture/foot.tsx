// Storing the new file, and which of the two is there when that did not go as it should.

import { Button } from '../../../ui/button.tsx'
import { Problem } from '../../../ui/states.tsx'
import type { Stage } from './replace.ts'
import { endWords } from './use-storing.ts'

type FootProps = { stage: Stage; isNew: boolean; off: string | null; onStore(): void; onAgain(): void }

export function Foot({ stage, isNew, off, onStore, onAgain }: FootProps) {
  const { at } = stage
  const isOpen = at === 'unheard' || at === 'both'
  return (
    <div className="picture-foot">
      {(isOpen || at === 'refused') && <Problem error={stage.problem} unchanged={endWords(stage, isNew)} onAgain={isOpen ? onAgain : undefined} />}
      {!isOpen && <Button kind="primary" reason={at === 'storing' ? null : off} aria-busy={at === 'storing' || undefined} onClick={onStore}>{at === 'storing' ? 'Storing…' : isNew ? 'Add the new file' : 'Store it in the place of the original'}</Button>}
    </div>
  )
}
