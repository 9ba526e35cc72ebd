// Brings the files of a defense there, each once: a repeated upload would store a second file. What is there is listed first, and what
// has our name is fetched and compared, since their list says no size. Nothing of it counts before the submission itself.

import type { EvidenceItem } from '../../../core/dispute.ts'
import { done, refused, unsent, type Outcome } from '../../../core/outcome.ts'
import type { Submitting } from '../../../engine/upstream.ts'
import type { Called } from '../../../wire/call.ts'
import { ahrvoContract } from '../contract.ts'
import type { Ask } from './asking.ts'
import { failed, failedToRead } from './judged.ts'
import { mostOfPage, pageOf, placeOf } from './pages.ts'

type There = { id: string; name: string | null }

const { listEvidence, uploadEvidence, downloadEvidence } = ahrvoContract.endpoints

export async function stageAll(submitting: Submitting, ask: Ask): Promise<Outcome<null>> {
  const files = submitting.defense.evidence.filter(({ kind }) => kind === 'file')
  if (files.length === 0) return done(null)
  const listed = await listAll(submitting, ask)
  if (listed.kind !== 'done') return listed
  const taken = new Set(Object.values(submitting.progress.done))
  for (const item of files) {
    const staged = await stage(item, listed.value, taken, submitting, ask)
    if (staged.kind !== 'done') return staged
    taken.add(staged.value)
  }
  return done(null)
}

/** Done with its id there. */
async function stage(item: EvidenceItem, there: readonly There[], taken: ReadonlySet<string>, submitting: Submitting, ask: Ask): Promise<Outcome<string>> {
  const { dispute: { theirs }, progress, bytesOf } = submitting
  const known = progress.done[item.id]
  if (known !== undefined && there.some(({ id }) => id === known)) return done(known)
  const bytes = await bytesOf(item)
  const free = there.filter(({ id, name }) => !taken.has(id) && (name === null || name === nameOf(item)))
  const before = await sameAs(bytes, free, submitting, ask)
  if (before.kind !== 'done') return before
  const uploaded = before.value !== null ? done(before.value) : await upload(theirs.id, nameOf(item), item.type, bytes, ask)
  if (uploaded.kind === 'done') await progress.keep(item.id, uploaded.value)
  return uploaded
}

/** One of ours whose answer was lost, or the same file that somebody put there by hand. */
async function sameAs(bytes: Uint8Array, free: readonly There[], { dispute }: Submitting, ask: Ask): Promise<Outcome<string | null>> {
  for (const { id } of free) {
    const answer = await ask(downloadEvidence, { params: { id: dispute.theirs.id, evidence: id }, headers: { accept: 'application/octet-stream, */*' } })
    if (answer.kind === 'answered' && answer.status === 200) {
      if (Buffer.from(answer.bytes).equals(bytes)) return done(id)
      continue
    }
    const outcome = failedToRead(answer)
    // What cannot be had cannot be compared: a file twice is better than a defense that never goes out.
    if (outcome.kind !== 'refused' || !outcome.final) return nothingSubmitted(outcome)
  }
  return done(null)
}

async function upload(theirId: string, filename: string, contentType: string, bytes: Uint8Array, ask: Ask): Promise<Outcome<string>> {
  const answer = await ask(uploadEvidence, { params: { id: theirId }, body: { multipart: { files: { file: { filename, contentType, bytes } } } } })
  const { id, dispute, state } = evidenceIn(answer)
  if (id !== null && dispute === theirId) return hasFailed(state) ? refused('file_failed', `Ahrvo could not process ${filename} (${state})`) : done(id)
  return nothingSubmitted(isGood(answer) ? unsent('upload_unreadable') : failed(answer, theirId))
}

/** Any 2xx: the status of an upload is not in Ahrvo's pages. */
const isGood = (answer: Called): boolean => answer.kind === 'answered' && answer.status >= 200 && answer.status < 300

function evidenceIn(answer: Called): { id: string | null; dispute: unknown; state: unknown } {
  const { id, dispute, state } = (isGood(answer) && answer.kind === 'answered' ? (answer.body as { id?: unknown; dispute?: unknown; state?: unknown } | null | undefined) : null) ?? {}
  return { id: typeof id === 'string' && id !== '' ? id : null, dispute, state }
}

const hasFailed = (state: unknown): state is string => state === 'FAILED' || state === 'CANCELED'

async function listAll({ dispute: { theirs } }: Submitting, ask: Ask): Promise<Outcome<There[]>> {
  const all: There[] = []
  for (let cursor: string | null = null, pages = 0; pages < mostPages; pages += 1) {
    const answer = await ask(listEvidence, { params: { id: theirs.id }, query: { limit: mostOfPage, ...placeOf(cursor) } })
    if (answer.kind !== 'answered' || answer.status !== 200) return nothingSubmitted(failedToRead(answer, theirs.id))
    const page = pageOf(answer.body, 'evidences', cursor)
    if (page.kind !== 'done') return nothingSubmitted(page)
    all.push(...page.value.items.flatMap(thereOf))
    if (page.value.next === null) return done(all)
    cursor = page.value.next
  }
  return unsent('evidence: more than can be listed')
}

/** Eight files are the most that a dispute may have. */
const mostPages = 10

/** What failed there is not there. */
function thereOf(value: unknown): There[] {
  const { id, state, tags } = (value ?? {}) as { id?: unknown; state?: unknown; tags?: { 'file-name'?: unknown } | null }
  if (typeof id !== 'string' || hasFailed(state)) return []
  const name = tags?.['file-name']
  return [{ id, name: typeof name === 'string' ? name : null }]
}

/** Whatever became of a file, the defense has not gone out. */
function nothingSubmitted(outcome: Outcome<never>): Outcome<never> {
  return outcome.kind === 'unknown' ? unsent(`evidence: ${outcome.cause}`) : outcome
}

const nameOf = ({ name, id, type }: EvidenceItem): string => name ?? `${id}.${type === 'image/jpeg' ? 'jpg' : 'pdf'}`
