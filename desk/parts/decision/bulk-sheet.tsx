// Several disputes accepted together: each looked at anew, those that cannot be are left out and say why, totals per currency, and the number
// of cases typed. Each goes out under a key of its own.

import { useUser } from '../../api/session.ts'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { BulkForm } from './bulk-form.tsx'
import { plan } from './bulk-plan.ts'
import { useLookedAt } from './bulk-read.ts'

export function BulkSheet({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const { id } = useUser()
  const { looked, count, again } = useLookedAt(ids)
  if (!looked) return <Sheet title={`Accept ${ids.length} disputes`} onClose={onClose} closeWord="Keep open"><p role="status">Checking {count} of {ids.length}…</p><Skeleton rows={6} /></Sheet>
  const planned = looked.flatMap(one => ('dispute' in one ? [plan(one.dispute, id, ids.length)] : []))
  const unread = looked.flatMap(one => ('problem' in one ? [one] : []))
  return (
    <BulkForm planned={planned} onClose={onClose}>
      {unread.length > 0 && <Problem error={unread[0]!.problem} unchanged={`${unread.length} could not be read and are left out.`} onAgain={again} />}
    </BulkForm>
  )
}
