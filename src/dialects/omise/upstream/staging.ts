// Puts the files of a defense at Omise before the message that answers with them. Nothing there knows a repeat, and a document tells no
// size: what is there is listed first, and an upload is on our record before it leaves. Nothing of it counts before the message.

import type { EvidenceItem } from '../../../core/dispute.ts'
import { done, refused, unknown, type Outcome } from '../../../core/outcome.ts'
import type { Submitting } from '../../../engine/upstream.ts'
import type { CallBody } from '../../../wire/call-body.ts'
import { kinds } from '../contract/documents.ts'
import { omiseTerms } from '../terms.ts'
import { objectOf, textOf, type Json } from '../wire-values.ts'
import { failed } from './answers.ts'
import { endpoints, isAnswer, type Ask } from './ask.ts'
import { paged } from './looks.ts'
import { pageSize } from './pages.ts'

/** `sent`: it may have arrived, as one that was not there before. `is`: it has, under that id. */
type Mark = { kind: 'none' } | { kind: 'sent'; before: readonly string[] } | { kind: 'is'; id: string }

export async function stageAll(ask: Ask, { dispute, defense, bytesOf, progress }: Submitting): Promise<Outcome<null>> {
  const params = { id: dispute.theirs.id }
  const files = defense.evidence.filter(({ kind }) => kind === 'file')
  const unfit = files.map(unfitOf).find(Boolean)
  if (unfit) return refused(unfit, null)
  const there = files.length === 0 ? done<Json[]>([]) : await documentsAt(ask, params)
  if (there.kind !== 'done') return nothingYet(there)
  const marks = new Map(Object.entries(progress.done))
  for (const file of files) {
    const outcome = await staged(file, there.value)
    if (outcome.kind !== 'done') return nothingYet(outcome)
  }
  return done(null)

  async function staged(file: EvidenceItem, there: readonly Json[]): Promise<Outcome<null>> {
    const mark = markOf(marks.get(file.id))
    if (mark.kind === 'is' && there.some(one => one['id'] === mark.id)) return done(null)
    const alike = there.filter(one => isAlike(one, file)).map(one => String(one['id']))
    const arrived = mark.kind === 'sent' ? alike.find(id => !mark.before.includes(id) && !isTaken(id)) : undefined
    if (arrived !== undefined) return keep(file, `is ${arrived}`)
    await keep(file, ['sent', ...alike].join(' '))
    const answer = await ask(endpoints.uploadDocument, { params, body: bodyOf(file, await bytesOf(file)) })
    const document = isAnswer(answer, 200) ? objectOf(answer.body) : null
    const id = document?.['object'] === 'document' ? textOf(document['id']) : null
    if (id !== null) return keep(file, `is ${id}`)
    return isAnswer(answer, 200) ? unknown('answer_unreadable') : failed(answer, 'reads')
  }

  async function keep({ id }: EvidenceItem, mark: string): Promise<Outcome<null>> {
    marks.set(id, mark)
    await progress.keep(id, mark)
    return done(null)
  }

  function isTaken(id: string): boolean {
    return [...marks.values()].includes(`is ${id}`)
  }
}

/** All that are there: the list inside a dispute shows twenty. */
async function documentsAt(ask: Ask, params: { id: string }): Promise<Outcome<Json[]>> {
  const documents: Json[] = []
  for (let offset = 0; offset < mostDocuments; offset += pageSize) {
    const page = paged(await ask(endpoints.listDocuments, { params, query: { limit: pageSize, offset } }))
    if (page.kind !== 'done') return page
    const { rows, total } = page.value
    documents.push(...rows.map(objectOf).filter(row => row !== null))
    if (rows.length === 0 || offset + rows.length >= (total ?? 0)) return done(documents)
  }
  return unknown('too_many_documents')
}

const mostDocuments = 1_000

function bodyOf(file: EvidenceItem, bytes: Uint8Array): CallBody {
  const { category, type } = file
  const fields: Record<string, string> = category !== null && (kinds as readonly string[]).includes(category) ? { kind: category } : {}
  return { multipart: { fields, files: { file: { filename: nameOf(file), contentType: type, bytes } } } }
}

/** The last part of a path, without what a form or a file system could read as anything else. */
const nameOf = ({ id, name, type }: EvidenceItem): string =>
  (name ?? '').split(/[/\\]/).at(-1)!.replace(/[\p{Cc}\p{Cf}"'<>:|?*;%]/gu, '_').slice(-150).trim() || `${id}.${endings[type] ?? 'bin'}`

const endings: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' }

/** By name alone, and of that only what no server writes otherwise. */
const isAlike = (one: Json, file: EvidenceItem): boolean => plain(textOf(one['filename']) ?? '') === plain(nameOf(file)) && one['deleted'] !== true
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '')

/** Said before anything leaves: a defense that cannot go whole does not go at all. */
function unfitOf({ type, size }: EvidenceItem): string | null {
  const { types, fileBytes } = omiseTerms.evidence
  return !types.includes(type) ? 'evidence_type_not_allowed' : size > fileBytes ? 'evidence_too_large' : null
}

function markOf(text: string | undefined): Mark {
  const [kind, ...ids] = text?.split(' ') ?? []
  return kind === 'is' ? { kind, id: ids[0] ?? '' } : kind === 'sent' ? { kind, before: ids } : { kind: 'none' }
}

/** Whatever became of it, nothing has happened to the dispute. */
const nothingYet = (outcome: Exclude<Outcome<unknown>, { kind: 'done' }>): Outcome<never> =>
  outcome.kind === 'refused' ? outcome : { ...outcome, kind: 'unsent', cause: `upload: ${outcome.cause}` }
