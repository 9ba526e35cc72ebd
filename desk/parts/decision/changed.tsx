// What changed while the sheet was open. It has to be seen before anything can be confirmed.

import { Button } from '../../ui/button.tsx'
import type { Change } from './changes.ts'

export function Changed({ changes, onSeen }: { changes: readonly Change[]; onSeen(): void }) {
  if (changes.length === 0) return null
  return (
    <section className="problem" role="alert">
      <h3>The dispute changed while this was open</h3>
      <dl className="pairs">
        {changes.map(({ what, was, is }) => <div key={what}><dt>{what}</dt><dd><del><bdi>{was}</bdi></del> <span aria-hidden="true">→</span> <ins><bdi>{is}</bdi></ins></dd></div>)}
      </dl>
      <Button size="small" onClick={onSeen}>I have seen it, go on</Button>
    </section>
  )
}
