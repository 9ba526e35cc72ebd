// Submitting evidence: once, whole, and only while a response is asked for. Each field becomes one piece of evidence under its own name.

import { hash } from 'node:crypto'
import type { Dispute, EvidenceItem } from '../../../core/dispute.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { WireEvidence } from '../contract/evidence.ts'
import { statusOf } from '../translate.ts'
import { fileFields, textFields, type EvidenceField } from '../words.ts'
import { failure, type Call, type Part, type Reply, type Served } from './call.ts'
import { livingFile } from './files.ts'
import { disputeOf } from './find.ts'
import { actorOf, perform } from './perform.ts'

export function respondCalls(served: Served): Part<'respondToDispute'> {
  const { engine: { world } } = served.services
  return { respondToDispute: respond }

  async function respond(call: Call<'respondToDispute'>): Promise<Reply> {
    const { body, params: { dispute_id: id } } = call
    const dispute = await disputeOf(served, call, id)
    if (!dispute) return failure('not_found')
    if (body.id !== undefined && body.id !== id) return failure('invalid_object', 'The id of the body is another than that of the path.')
    const items = await itemsOf(served, call.principal.merchant, 'evidence' in body ? body.evidence : fieldsOf(body))
    if (!Array.isArray(items)) return items
    if (await isUsedUp(served, dispute)) return failure('precondition_failed')
    const command = { kind: 'submit', by: actorOf(call), act: world.ids.next('act'), statement: null, expect: {}, items } as const
    return perform(served, call, dispute, command, 'under_review')
  }
}

type Body = Call<'respondToDispute'>['body']

function fieldsOf({ id: _, ...fields }: Exclude<Body, { evidence: unknown }>): WireEvidence {
  return fields
}

/** A partial refund leaves nothing to respond to; and what was submitted once stays so, also where the customer asked again. */
async function isUsedUp({ services: { engine: { reads } } }: Served, dispute: Dispute): Promise<boolean> {
  if (dispute.state !== 'needs_response') return false
  if (statusOf(dispute) !== 'needs_response') return true
  for (let seq = 0; ;) {
    const events = await reads.events(dispute.merchant, dispute.id, seq, pageSize)
    if (events.some(({ kind }) => kind === 'submitted')) return true
    if (events.length < pageSize) return false
    seq = events.at(-1)!.seq
  }
}

const pageSize = 200

async function itemsOf(served: Served, merchant: MerchantId, evidence: WireEvidence): Promise<EvidenceItem[] | Extract<Reply, { failure: unknown }>> {
  const texts = textFields.flatMap(field => (evidence[field] ? [textItem(served, field, evidence[field])] : []))
  const files: EvidenceItem[] = []
  for (const field of fileFields) {
    const token = evidence[field]
    if (!token) continue
    const file = await livingFile(served, merchant, token)
    if (!file) return failure('invalid_object', `The field ${field} names no file.`)
    const { id, type, size, digest, at } = file
    if (files.some(item => item.id === id)) return failure('invalid_object', `The field ${field} names a file that another field names.`)
    files.push({ id, kind: 'file', category: field, name: null, type, size, digest, text: null, addedAt: at })
  }
  const items = [...texts, ...files]
  return items.length > 0 ? items : failure('invalid_object', 'At least one field of evidence is needed.')
}

function textItem({ services: { engine: { world } } }: Served, category: EvidenceField, text: string): EvidenceItem {
  return {
    id: world.ids.next('evd'), kind: 'text', category, name: null, type: 'text/plain', size: Buffer.byteLength(text), digest: hash('sha256', text), text, addedAt: world.now(),
  }
}
