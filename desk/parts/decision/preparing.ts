// Tells colleagues that a decision is being prepared, as long as the sheet is open. Advice, never a lock: if it fails nothing else does.

import { useEffect } from 'react'
import { send } from '../../api/client.ts'
import type { Act, Dispute } from '../../api/contract.ts'
import { mayAct, useUser } from '../../api/session.ts'
import { every } from '../../time.ts'

const againMs = 15_000

export function usePreparing(id: string, kind: Act['kind'], isOn: boolean): void {
  const may = mayAct(useUser(), 'operator')
  useEffect(() => {
    if (!isOn || !may) return
    const params = { id }
    const say = () => void send('PUT /v1/disputes/{id}/preparing', { params, body: { kind } })
    say()
    const stop = every(againMs, say)
    return () => {
      stop()
      void send('DELETE /v1/disputes/{id}/preparing', { params })
    }
  }, [id, kind, isOn, may])
}

type Preparing = NonNullable<Dispute['preparing']>[number]

/** Whoever else prepares one. */
export function useOthers({ preparing = [] }: Pick<Dispute, 'preparing'>): Preparing[] {
  const { id } = useUser()
  return preparing.filter(({ who }) => who.id !== id)
}
