// Evidence: what a file is is decided by its bytes; its name is kept as data and used for nothing but the download's own header.

import { hash } from 'node:crypto'
import type { Dispute, EvidenceItem } from '../../../core/dispute.ts'
import { contradicts, sniff } from '../../../core/sniff.ts'
import type { Services } from '../../dialect.ts'
import { version } from '../contract/shapes.ts'
import { evidenceOf } from '../ids.ts'
import { toEvidence } from '../translate.ts'
import { baseOf } from './base.ts'
import type { AnyCall, Part, Reply } from './call.ts'
import { download, nameOf } from './file.ts'
import { lookUp } from './look.ts'
import { paged } from './paging.ts'
import { pastEvidence } from './past-evidence.ts'
import { actorOf, perform } from './perform.ts'
import { json, notFound, refused } from './reply.ts'
import { tagsFit } from './tags.ts'

type Mine = 'uploadEvidence' | 'listEvidence' | 'getEvidence' | 'updateEvidence' | 'downloadEvidence'
type OnEvidence = AnyCall & { params: { id: string; evidence: string } }

export function evidenceCalls(services: Services): Part<Mine> {
  const { engine: { reads, world } } = services
  return {
    async uploadEvidence(call) {
      const { principal, params, request, body: { files: { file: { bytes, filename, contentType } } } } = call
      const found = await lookUp(services, principal, params.id)
      if (!found) return notFound(params.id)
      const type = sniff(bytes)
      if (bytes.byteLength === 0 || (type && contradicts(contentType, type))) return refused('file_invalid')
      const item: EvidenceItem = {
        id: world.ids.next('evd'), kind: 'file', category: null, name: nameOf(filename), type: type ?? 'application/octet-stream', size: bytes.byteLength,
        digest: hash('sha256', bytes), text: null, addedAt: world.now(),
      }
      const row = { merchant: found.merchant, id: item.id, dispute: found.id, digest: item.digest, type: item.type, size: item.size, at: item.addedAt, bytes }
      const after = await perform(services, call, found, { kind: 'stage', by: actorOf(call), item }, [{ table: 'file', rows: [row] }])
      return 'failure' in after ? after : json(request, 201, toEvidence(found, item, baseOf(services, request)))
    },
    async listEvidence({ principal, params, query, headers, request }) {
      const found = await lookUp(services, principal, params.id)
      if (!found) return notFound(params.id)
      const base = baseOf(services, request)
      const page = paged(found.evidence.map(item => toEvidence(found, item, base)), query, headers)
      if (!page) return notFound(query.after_cursor ?? query.before_cursor ?? '')
      const self = `${base}/disputes/${encodeURIComponent(found.theirs.id)}/evidence${request.search}`
      return json(request, 200, { _embedded: { evidences: page.items }, page: page.page, _links: { self: { href: self } } })
    },
    getEvidence: call => onEvidence(call, (found, item) => json(call.request, 200, toEvidence(found, item, baseOf(services, call.request)))),
    updateEvidence: call => {
      if (call.principal.strict && call.headers['finix-version'] !== version) return refused('version_missing')
      const { tags } = call.body
      return onEvidence(call, async (found, { id }) => {
        if (!tagsFit(tags)) return refused('tags_invalid')
        const after = await perform(services, call, found, { kind: 'annotate', by: actorOf(call), metadata: {}, tags: null, note: null, evidence: { id, tags } })
        if ('failure' in after) return after.failure === 'evidence_not_found' ? notFound(call.params.evidence) : after
        return json(call.request, 200, toEvidence(after.dispute, after.dispute.evidence.find(each => each.id === id)!, baseOf(services, call.request)))
      })
    },
    downloadEvidence: call => onEvidence(call, async ({ merchant }, { id, kind, name, text }) => {
      const bytes = kind === 'text' ? Buffer.from(text ?? '') : (await reads.file(merchant, id))?.bytes
      return bytes ? download(bytes, name ?? id) : notFound(call.params.evidence)
    }),
  }

  async function onEvidence(call: OnEvidence, work: (dispute: Dispute, item: EvidenceItem) => Promise<Reply> | Reply): Promise<Reply> {
    const { principal, params } = call
    const found = await lookUp(services, principal, params.id)
    if (!found) return notFound(params.id)
    const id = evidenceOf(params.evidence)
    const item = id && (found.evidence.find(each => each.id === id) ?? await pastEvidence(reads, found, id))
    return item ? work(found, item) : notFound(params.evidence)
  }
}
