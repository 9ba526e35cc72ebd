// The files of a dispute as its documents. A text that was staged elsewhere is no document. Pure.

import type { Dispute, EvidenceItem } from '../../core/dispute.ts'
import type { WireDocument, WireList } from './contract/dispute.ts'
import { derivedId, isLive } from './ids.ts'
import { timeText, type View } from './view.ts'

export const documentsIn = (dispute: Dispute): EvidenceItem[] => dispute.evidence.filter(({ kind }) => kind === 'file')

export const documentId = (dispute: Dispute, { id, addedAt }: EvidenceItem): string => derivedId('docu', isLive(dispute.theirs.id), id, addedAt)

export const documentOf = (dispute: Dispute, id: string): EvidenceItem | null =>
  documentsIn(dispute).find(item => documentId(dispute, item) === id) ?? null

export const documentsLocation = (dispute: Dispute): string => `/disputes/${dispute.theirs.id}/documents`

export function toWireDocument(dispute: Dispute, item: EvidenceItem, { base }: Pick<View, 'base'>, deleted = false): WireDocument {
  const id = documentId(dispute, item)
  const location = `${documentsLocation(dispute)}/${id}`
  return {
    object: 'document', livemode: isLive(dispute.theirs.id), id, deleted, filename: item.name ?? 'document', location, kind: item.category,
    download_uri: base === null || deleted ? null : `${base}${location}/download`, created_at: timeText(item.addedAt),
  }
}

/** The list that a dispute embeds: its first page. */
export function embeddedDocuments(dispute: Dispute, view: View): WireList<WireDocument> {
  const items = documentsIn(dispute)
  return {
    object: 'list', data: items.slice(0, 20).map(item => toWireDocument(dispute, item, view)), limit: 20, offset: 0, total: items.length,
    location: documentsLocation(dispute), order: 'chronological', from: timeText(0), to: timeText(view.now),
  }
}
