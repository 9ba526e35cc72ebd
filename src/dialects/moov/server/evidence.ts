// Evidence, piece by piece. Its id on the wire is made of ours, so a piece is found among those of its dispute.

import { hash } from 'node:crypto'
import type { Dispute, EvidenceItem } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { uuidOf } from '../ids.ts'
import { toWireEvidence, uploadOf } from '../translate.ts'
import { actorOf, callerOf, failure, type AnyCall, type No, type Part } from './call.ts'
import { download } from './download.ts'
import { disputeOf } from './find.ts'
import { perform, type Done } from './perform.ts'

type Mine = 'uploadEvidenceText' | 'listEvidence' | 'getEvidence' | 'getEvidenceData' | 'updateEvidence' | 'deleteEvidence'

export function evidenceCalls(services: Services): Part<Mine> {
  const { engine: { reads, world } } = services
  return {
    async uploadEvidenceText(call) {
      const dispute = await disputeOf(services, callerOf(call), call.params.disputeID)
      if (!dispute) return failure('dispute_not_found')
      const { text, evidenceType } = call.body
      const item: EvidenceItem = { id: world.ids.next('evd'), kind: 'text', category: evidenceType, name: null, type: 'text/plain', ...contentOf(text), addedAt: world.now() }
      const staged = await perform(services, call, { dispute, command: { kind: 'stage', by: actorOf(call), item } })
      return 'failure' in staged ? staged : { status: 201, body: { ...uploadOf(dispute, item), text } }
    },
    async listEvidence(call) {
      const dispute = await disputeOf(services, callerOf(call), call.params.disputeID)
      return dispute ? { status: 200, body: dispute.evidence.map(item => toWireEvidence(dispute, item)) } : failure('dispute_not_found')
    },
    async getEvidence(call) {
      const found = await itemOf(services, call)
      return 'failure' in found ? found : { status: 200, body: toWireEvidence(found.dispute, found.item) }
    },
    async getEvidenceData(call) {
      const found = await itemOf(services, call)
      if ('failure' in found) return found
      const file = found.item.kind === 'file' ? await reads.file(callerOf(call).merchant, found.item.id) : null
      return file ? download(file.bytes, found.item) : failure('data_not_found')
    },
    async updateEvidence(call) {
      const found = await itemOf(services, call)
      if ('failure' in found) return found
      const { dispute, item } = found
      const { text, evidenceType = item.category } = call.body
      if (text !== undefined && item.kind === 'file') return failure('text_of_file')
      const changed: EvidenceItem = { ...item, category: evidenceType, ...(text === undefined ? {} : contentOf(text)), updatedAt: world.now() }
      return changedTo(await perform(services, call, { dispute, command: { kind: 'stage', by: actorOf(call), item: changed, replaces: true } }), changed)
    },
    async deleteEvidence(call) {
      const found = await itemOf(services, call)
      if ('failure' in found) return found
      const { dispute, item: { id } } = found
      const also = [{ remove: 'file' as const, rows: [{ merchant: dispute.merchant, id }] }]
      const removed = await perform(services, call, { dispute, command: { kind: 'unstage', by: actorOf(call), evidence: id }, also })
      return 'failure' in removed ? removed : { status: 204, raw: '' }
    },
  }
}

type Found = { dispute: Dispute; item: EvidenceItem }

async function itemOf(services: Services, call: AnyCall & { params: { disputeID: string; evidenceID: string } }): Promise<Found | No> {
  const dispute = await disputeOf(services, callerOf(call), call.params.disputeID)
  if (!dispute) return failure('dispute_not_found')
  const item = dispute.evidence.find(({ id }) => uuidOf(id) === call.params.evidenceID)
  return item ? { dispute, item } : failure('evidence_not_found')
}

/** Every clash with the state is a 400 here: this call documents no 409. */
function changedTo(done: Done, changed: EvidenceItem) {
  if (!('failure' in done)) return { status: 200, body: toWireEvidence(done.dispute, changed) } as const
  return kept.has(done.failure) ? done : failure('evidence_fixed')
}

const kept: ReadonlySet<string> = new Set(['credential_revoked', 'dispute_not_found', 'evidence_not_found', 'act_in_progress', 'acceptance_pending', 'statement_too_long'])

const contentOf = (text: string) => ({ text, size: Buffer.byteLength(text), digest: hash('sha256', text) })
