// Whose the dispute is, and giving it to somebody.

import { useState } from 'react'
import { roleReason, useActions } from '../../actions/running.ts'
import type { Dispute } from '../../api/contract.ts'
import { get, queries } from '../../api/queries.ts'
import { useUser } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { AssignSheet, assign, type Owner } from '../assign.tsx'
import { refresh } from '../evidence/uploads.ts'

export function OwnerLine({ dispute: { id, owner } }: { dispute: Dispute }) {
  const [isOpen, setOpen] = useState(false)
  const user = useUser()
  const give = (to: Owner) => void assign([id], to, () => owner, show).then(() => refresh(id))
  useActions({ 'decide.assign': () => setOpen(true), 'decide.assign-me': () => give({ id: user.id, name: user.name }) })
  return (
    <p className="spread">
      <span><span className="soft">Owner</span> {owner ? <bdi>{owner.name}</bdi> : 'nobody'}</span>
      <Button size="small" reason={roleReason('operator')} reasonHidden onClick={() => setOpen(true)}>Assign <kbd>i</kbd></Button>
      {isOpen && <AssignSheet count={1} onChoose={give} onClose={() => setOpen(false)} />}
    </p>
  )
}

/** At once. What the server made of it is asked for afterwards: a refusal gives back an owner who may have changed meanwhile. */
function show(id: string, owner: Owner): void {
  queries.setQueryData(get('GET /v1/disputes/{id}', { params: { id } }).queryKey, before => before && { ...before, owner })
}
