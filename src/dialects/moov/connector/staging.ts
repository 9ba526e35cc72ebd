// Uploads the evidence of a submission. Moov takes no idempotency key and would keep a second copy, so what is there is listed first, and
// an upload is on our record before it leaves. Nothing of it counts before the submission itself.

import type { Defense, EvidenceItem } from '../../../core/dispute.ts'
import { done, refused, unsent, type Outcome } from '../../../core/outcome.ts'
import type { Submitting } from '../../../engine/upstream.ts'
import type { CallInput } from '../../../wire/call.ts'
import type { Endpoint } from '../../../wire/contract.ts'
import { moovContract } from '../contract.ts'
import { evidenceTypes } from '../contract/shapes.ts'
import { moovTerms } from '../terms.ts'
import { failed, isAnswer, type Heard } from './answers.ts'

type Ask = (endpoint: Endpoint, input: CallInput) => Promise<Heard>
type Params = Readonly<Record<string, string>>
type Piece = { step: string; evidenceType: string; text: string } | { step: string; evidenceType: string; filename: string; item: EvidenceItem }
type There = Readonly<Record<string, unknown>>

export async function stageAll(ask: Ask, params: Params, { defense, bytesOf, progress }: Pick<Submitting, 'defense' | 'bytesOf' | 'progress'>): Promise<Outcome<null>> {
  const { listEvidence, uploadEvidenceFile, uploadEvidenceText } = moovContract.endpoints
  const pieces = piecesOf(defense)
  const unfit = pieces.map(unfitOf).find(Boolean)
  if (unfit) return refused(unfit, null)
  const listed = await ask(listEvidence, { params })
  const there = isAnswer(listed, 200) && Array.isArray(listed.body) ? (listed.body as unknown[]).filter(isThere) : null
  if (!there) return beforeSubmitting(isAnswer(listed, 200) ? unsent('evidence_unreadable') : failed(listed))
  const marks = new Map(Object.entries(progress.done))
  for (const piece of pieces) {
    const outcome = await staged(piece)
    if (outcome.kind !== 'done') return outcome
  }
  return done(null)

  async function staged(piece: Piece): Promise<Outcome<null>> {
    const mark = markOf(marks.get(piece.step))
    if (mark.kind === 'is' && there!.some(one => idOf(one) === mark.id)) return done(null)
    const alike = there!.filter(one => isAlike(one, piece)).map(idOf)
    const arrived = mark.kind === 'sent' ? alike.find(id => !mark.before.includes(id) && !isTaken(id)) : undefined
    if (arrived !== undefined) return keep(piece, `is ${arrived}`)
    await keep(piece, ['sent', ...alike].join(' '))
    const heard = 'text' in piece ? await ask(uploadEvidenceText, { params, body: bodyOfText(piece) }) : await ask(uploadEvidenceFile, { params, body: await bodyOfFile(piece) })
    const id = isAnswer(heard, 201) && isThere(heard.body) ? idOf(heard.body) : null
    if (id !== null) return keep(piece, `is ${id}`)
    return beforeSubmitting(isAnswer(heard, 201) ? unsent('upload_unreadable') : failed(heard))
  }

  async function keep({ step }: Piece, mark: string): Promise<Outcome<null>> {
    marks.set(step, mark)
    await progress.keep(step, mark)
    return done(null)
  }

  function isTaken(id: string): boolean {
    return [...marks.values()].some(mark => mark === `is ${id}`)
  }

  async function bodyOfFile({ filename, evidenceType, item }: Extract<Piece, { item: unknown }>): Promise<NonNullable<CallInput['body']>> {
    return { multipart: { fields: { evidenceType }, files: { file: { filename, contentType: item.type, bytes: await bytesOf(item) } } } }
  }
}

const bodyOfText = ({ text, evidenceType }: { text: string; evidenceType: string }): NonNullable<CallInput['body']> => ({ json: { text, evidenceType } })

/** Whatever came of an upload: nothing was submitted. */
function beforeSubmitting(outcome: Outcome<never>): Outcome<never> {
  return outcome.kind === 'unknown' ? unsent(`upload: ${outcome.cause}`) : outcome
}

/** A statement goes as a letter; Moov has no other place for it. */
function piecesOf({ statement, evidence }: Defense): Piece[] {
  const items = evidence.map((item): Piece => {
    const { id: step, kind, text, name, category } = item
    const evidenceType = evidenceTypes.find(type => type === category) ?? 'generic-evidence'
    return kind === 'text' ? { step, evidenceType, text: text ?? '' } : { step, evidenceType, filename: name ?? `${step}.${endings[item.type] ?? 'bin'}`, item }
  })
  return [...items, ...(statement?.trim() ? [{ step: 'statement', evidenceType: 'cover-letter', text: statement }] : [])]
}

const endings: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/tiff': 'tif' }

/** Said before anything leaves: a defense that cannot go whole does not go at all. */
function unfitOf(piece: Piece): string | null {
  const { types, fileBytes, textLength } = moovTerms.evidence
  if ('text' in piece) return [...piece.text].length > textLength ? 'statement_too_long' : null
  return !types.includes(piece.item.type) ? 'evidence_type_not_allowed' : piece.item.size > fileBytes ? 'evidence_too_large' : null
}

/** `sent`: it may have arrived, as one that was not there before. `is`: it has, under that id. */
type Mark = { kind: 'none' } | { kind: 'sent'; before: readonly string[] } | { kind: 'is'; id: string }

function markOf(text: string | undefined): Mark {
  const [kind, ...ids] = text?.split(' ') ?? []
  return kind === 'is' ? { kind, id: ids[0] ?? '' } : kind === 'sent' ? { kind, before: ids } : { kind: 'none' }
}

function isAlike(one: There, piece: Piece): boolean {
  if (one['evidenceType'] !== piece.evidenceType) return false
  if ('text' in piece) return one['text'] === piece.text
  return one['filename'] === piece.filename && one['size'] === piece.item.size && one['mimeType'] === piece.item.type
}

const isThere = (value: unknown): value is There => typeof (value as There | null)?.['evidenceID'] === 'string'
const idOf = (one: There): string => String(one['evidenceID'])
