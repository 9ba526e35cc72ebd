// Puts a file at Afterpay before a response names it. Nothing there lists files or knows a repeat: what was uploaded is on our record, and
// an upload whose answer was lost leaves a file that nobody names.

import type { EvidenceItem } from '../../core/dispute.ts'
import { done, unsent, type Outcome } from '../../core/outcome.ts'
import type { Submitting } from '../../engine/upstream.ts'
import type { CallBody } from '../../wire/call-body.ts'
import { endpoints, isAnswer, type Ask } from './ask.ts'
import { failed } from './outcomes.ts'
import { isId } from './told.ts'
import { objectOf } from './wire-values.ts'

const fileType = 'dispute_evidence'

/** The token of the file. */
export type Upload = (item: EvidenceItem, submitting: Pick<Submitting, 'bytesOf' | 'progress'>) => Promise<Outcome<string>>

export const uploading = (ask: Ask, asBase64: boolean): Upload => async (item, { bytesOf, progress }) => {
  const before = progress.done[item.id]
  if (before !== undefined) return done(before)
  const answer = await ask(endpoints.uploadFile, { body: bodyOf(item, await bytesOf(item), asBase64) })
  if (!isAnswer(answer, 200)) return nothingYet(failed(answer, 'reads'))
  const token = objectOf(answer.body)?.['id']
  if (typeof token !== 'string' || !isId(token)) return unsent('upload: answer_unreadable')
  await progress.keep(item.id, token)
  return done(token)
}

function bodyOf({ id, name, type }: EvidenceItem, bytes: Uint8Array, asBase64: boolean): CallBody {
  if (asBase64) return { json: { file: Buffer.from(bytes).toString('base64'), fileType } }
  return { multipart: { fields: { fileType }, files: { file: { filename: name ?? id, contentType: type, bytes } } } }
}

/** Whatever became of it, nothing has happened to the dispute. */
const nothingYet = (outcome: Outcome<never>): Outcome<never> =>
  outcome.kind === 'unknown' || outcome.kind === 'unsent' ? { ...outcome, kind: 'unsent', cause: `upload: ${outcome.cause}` } : outcome
