// A defense at Alipay: one document in one call. Where a repetition is told that the dispute is closed, the document that lies there says
// whether it was closed by ours.

import { done, refused, type Outcome } from '../../core/outcome.ts'
import type { Phase } from '../../core/dispute.ts'
import type { Submitting, Told } from '../../engine/upstream.ts'
import type { Ask } from './ask.ts'
import { mostBase64 } from './contract/shapes.ts'
import { proved } from './proved.ts'

export async function submit(ask: Ask, submitting: Submitting): Promise<Outcome<Told>> {
  const document = await documentOf(submitting)
  if (document.kind !== 'done') return document
  const { dispute, attempt } = submitting
  const disputeId = dispute.theirs.id
  const answer = proved('supplyDefenseDocument', submitting, await ask('supplyDefenseDocument', { disputeId, disputeEvidence: document.value }))
  const isUnproven = attempt > 1 && answer.kind === 'refused' && answer.code === 'REPEAT_REQUEST' && takeOne.includes(dispute.phase)
  return isUnproven ? await isThere(ask, submitting, document.value) ?? answer : answer
}

/** These take one document for good, so that the one which is there can only be the one that was sent; a compliance request takes several. */
const takeOne: readonly Phase[] = ['chargeback', 'inquiry']

async function isThere(ask: Ask, { dispute: { theirs: { id: disputeId, reasonCode, reasonText } } }: Submitting, document: string): Promise<Outcome<Told> | null> {
  const there = await ask('downloadDisputeEvidence', { disputeId, disputeEvidenceType: 'DISPUTE_EVIDENCE_FILE' })
  if (there.kind !== 'done' || there.value.body['disputeEvidence'] !== document) return null
  return done({
    theirId: disputeId, document: there.value.text, changedAt: null, rank: 2, words: [], facts: null, theirs: { status: 'downloadDisputeEvidence/SUCCESS', reasonCode, reasonText },
    reading: { state: 'under_review', phase: null, respondBy: null, judged: null, final: true },
  })
}

/** Nothing beside it: no name, no kind, no words. */
async function documentOf({ defense: { evidence, statement }, bytesOf }: Submitting): Promise<Outcome<string>> {
  const [item, ...more] = evidence
  if (!item || item.kind !== 'file' || more.length > 0 || statement !== null) return refused('one_document', 'Alipay takes one document and no words beside it')
  const base64 = Buffer.from(await bytesOf(item)).toString('base64')
  return base64.length > mostBase64 ? refused('document_too_large', `Alipay takes at most ${mostBase64} characters of Base64`) : done(base64)
}
