// Documents: uploaded, listed, read back and destroyed. Which may be, and when, the engine decides.

import type { Dispute, EvidenceItem } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { documentOf, documentsIn, documentsLocation, toWireDocument } from '../documents.ts'
import { ofDocuments } from '../problems/refusals.ts'
import { documentIn } from '../versioned.ts'
import type { AnyCall, Failed, Part } from './call.ts'
import { downloadHeaders, itemOf } from './file.ts'
import { find, isFailed } from './find.ts'
import { viewFor } from './look.ts'
import { cut, isWithin, listOf, pagingOf } from './paging.ts'
import { actorOf, perform } from './perform.ts'
import { json, notFound } from './reply.ts'

type Mine = 'uploadDocument' | 'listDocuments' | 'getDocument' | 'downloadDocument' | 'deleteDocument'
type Named = AnyCall & { params: { id: string; document: string } }

export function documentCalls(services: Services): Part<Mine> {
  const { engine: { reads, world } } = services
  const look = (call: AnyCall, dispute: Dispute, item: EvidenceItem, deleted = false) =>
    documentIn(call.principal.version, toWireDocument(dispute, item, viewFor(services, call), deleted))
  return {
    async uploadDocument(call) {
      const found = await find(services, call.principal, call.params.id)
      if (isFailed(found)) return found
      const { file } = call.body.files
      const item = itemOf(file, world.ids.next('evd'), call.body.fields.kind ?? null, world.now())
      const { id, digest, type, size, addedAt: at } = item
      const row = { merchant: found.merchant, id, dispute: found.id, digest, type, size, at, bytes: file.bytes }
      const command = { kind: 'stage', by: actorOf(call), item } as const
      return perform(services, call, { dispute: found.id, command, also: [{ table: 'file', rows: [row] }], named: ofDocuments }, dispute => look(call, dispute, item))
    },
    async listDocuments(call) {
      const found = await find(services, call.principal, call.params.id)
      if (isFailed(found)) return found
      const paging = pagingOf(call.query, call.body, world.now())
      if (isFailed(paging)) return paging
      const items = documentsIn(found).filter(({ addedAt }) => isWithin(addedAt, paging))
      if (paging.order === 'reverse_chronological') items.reverse()
      return json(call.principal.version, listOf(cut(items, paging).map(item => look(call, found, item)), items.length, documentsLocation(found), paging))
    },
    async getDocument(call) {
      const named = await documentNamed(call)
      return isFailed(named) ? named : json(call.principal.version, look(call, named.dispute, named.item))
    },
    async downloadDocument(call) {
      const named = await documentNamed(call)
      if (isFailed(named)) return named
      const file = await reads.file(call.principal.merchant, named.item.id)
      return file ? { status: 200, headers: downloadHeaders(named.item.name ?? 'document'), raw: file.bytes } : notFound('document', call.params.document)
    },
    async deleteDocument(call) {
      const named = await documentNamed(call)
      if (isFailed(named)) return named
      const { dispute: { merchant, id: dispute }, item } = named
      const command = { kind: 'unstage', by: actorOf(call), evidence: item.id } as const
      return perform(services, call, { dispute, command, also: [{ remove: 'file', rows: [{ merchant, id: item.id }] }], named: ofDocuments }, after => look(call, after, item, true))
    },
  }

  async function documentNamed(call: Named): Promise<{ dispute: Dispute; item: EvidenceItem } | Failed> {
    const dispute = await find(services, call.principal, call.params.id)
    if (isFailed(dispute)) return dispute
    const item = documentOf(dispute, call.params.document)
    return item ? { dispute, item } : notFound('document', call.params.document)
  }
}
