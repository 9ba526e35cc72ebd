// The webhooks of the merchant, each as a card with what can be done to it.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleReason } from '../../actions/running.ts'
import { get } from '../../api/queries.ts'
import { SecretSheet } from '../../parts/wire/secret-sheet.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty, Problem, Skeleton } from '../../ui/states.tsx'
import { WebhookCard } from './webhook-card.tsx'
import { WebhookSheet } from './webhook-sheet.tsx'
import type { Told } from './told.ts'

export function Webhooks() {
  const { data, error, refetch } = useQuery(get('GET /v1/webhooks', {}))
  const [adding, setAdding] = useState(false)
  const [told, setTold] = useState<Told | null>(null)
  const add = <Button kind="primary" reason={roleReason('admin')} onClick={() => setAdding(true)}>Add a webhook…</Button>
  return (
    <div className="stack">
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data?.data.length === 0 && <Empty title="Nobody is told yet"><p>A webhook tells a program of yours at once when a dispute opens, is due, or ends. Until then the program has to ask.</p>{add}</Empty>}
      {data && data.data.length > 0 && (
        <>
          <div className="spread"><p className="soft">{data.data.length} of 20</p>{add}</div>
          <div className="cards">{data.data.map(webhook => <WebhookCard key={webhook.id} webhook={webhook} onTold={setTold} />)}</div>
        </>
      )}
      {adding && <WebhookSheet webhook={null} onTold={setTold} onClose={() => setAdding(false)} />}
      {told && <SecretSheet title={told.title} about={told.about} shown={{ secret: told.secret }} onClose={() => setTold(null)} />}
    </div>
  )
}
