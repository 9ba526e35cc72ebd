// A webhook as its merchant sees it: everything but its secrets.

import { readSecrets, signingContext } from '../../../core/signing.ts'
import type { Instant } from '../../../core/time.ts'
import type { Tables } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { instantText } from '../translate.ts'

export function toWireWebhook(row: Tables['endpoint'], vault: Services['vault'], now: Instant) {
  const { id, url, dialect, kinds, createdAt, disabledAt, body } = row
  const { description } = JSON.parse(body) as { description: string | null }
  const until = olderUntil(row, vault)
  return {
    id, url, dialect, kinds: kinds === '*' ? null : kinds.split(','), enabled: disabledAt === null, description,
    created_at: instantText(createdAt), disabled_at: disabledAt === null ? null : instantText(disabledAt),
    secret_until: until === null || until < now ? null : instantText(until),
  }
}

function olderUntil({ merchant, id, sealed }: Tables['endpoint'], vault: Services['vault']): Instant | null {
  return readSecrets(vault.open(sealed, signingContext(merchant, id)))[1]?.until ?? null
}
