// Who else prepares a decision about this dispute.

import type { Dispute } from '../../api/contract.ts'
import { Time } from '../../ui/time.tsx'
import { useOthers } from './preparing.ts'

export function Others({ dispute }: { dispute: Dispute }) {
  const others = useOthers(dispute)
  return (
    <div role="status">
      {others.map(({ who, kind, since }) => (
        <p key={who.id} className="notice" data-tone="warn"><bdi>{who.name}</bdi> prepares to {kind === 'accept' ? 'accept' : 'contest'} this since <Time at={since} />. You can go on all the same; whoever is first decides.</p>
      ))}
    </div>
  )
}
