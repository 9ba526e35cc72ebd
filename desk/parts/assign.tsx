// Whose a dispute is: to oneself, to nobody, or, for those who may see the team, to a colleague. Shown at once and taken back if refused.

import { useQuery } from '@tanstack/react-query'
import { roleReason } from '../actions/running.ts'
import { send } from '../api/client.ts'
import type { Dispute } from '../api/contract.ts'
import { get } from '../api/queries.ts'
import { useUser } from '../api/session.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { toast } from '../ui/toast.tsx'

export type Owner = Dispute['owner']

/** `show` draws the owner of a dispute before the server has answered, and again if it refused. */
export async function assign(ids: readonly string[], owner: Owner, ownerNow: (id: string) => Owner, show: (id: string, owner: Owner) => void): Promise<void> {
  const refused: string[] = []
  await Promise.all(ids.map(async id => {
    const before = ownerNow(id)
    show(id, owner)
    const outcome = await send('PATCH /v1/disputes/{id}', { params: { id }, body: { owner: owner?.id ?? null } })
    if (outcome.kind === 'done') return
    show(id, before)
    refused.push(outcome.problem.detail)
  }))
  toast(refused.length === 0 ? { text: `${owner ? `Assigned to ${owner.name}` : 'Assigned to nobody'}.` } : { text: `${refused.length} of ${ids.length} could not be assigned: ${refused[0]}`, tone: 'bad' })
}

export function AssignSheet({ count, onChoose, onClose }: { count: number; onChoose(owner: Owner): void; onClose(): void }) {
  const user = useUser()
  const mayList = roleReason('admin') === null
  const { data } = useQuery({ ...get('GET /v1/users', {}), enabled: mayList })
  const others = data?.data.filter(({ id, disabled_at }) => id !== user.id && disabled_at === null) ?? []
  const choose = (owner: Owner) => { onClose(); onChoose(owner) }
  return (
    <Sheet title={count === 1 ? 'Assign' : `Assign ${count} disputes`} side="center" onClose={onClose}>
      <div className="stack">
        <Button data-first onClick={() => choose({ id: user.id, name: user.name })}>To me ({user.name})</Button>
        <Button onClick={() => choose(null)}>To nobody</Button>
        {others.map(({ id, name }) => <Button key={id} onClick={() => choose({ id, name })}><bdi>{name}</bdi></Button>)}
        {!mayList && <p className="soft small">Only an admin sees the whole team.</p>}
      </div>
    </Sheet>
  )
}
