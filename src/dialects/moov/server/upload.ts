// A file as evidence. Its part says what it is, as at Moov, which does not look inside; but what is plainly something else is refused.

import { hash } from 'node:crypto'
import type { EvidenceItem } from '../../../core/dispute.ts'
import type { FilePart } from '../../../wire/contract.ts'
import type { Services } from '../../dialect.ts'
import type { Unfit } from '../contract/evidence.ts'
import { evidenceTypes } from '../contract/shapes.ts'
import { moovTerms } from '../terms.ts'
import { uploadOf } from '../translate.ts'
import { actorOf, callerOf, failure, type Part } from './call.ts'
import { isPlainlyElse } from './content.ts'
import { disputeOf } from './find.ts'
import { perform } from './perform.ts'

export function uploadCalls(services: Services): Part<'uploadEvidenceFile'> {
  const { engine: { world } } = services
  return {
    async uploadEvidenceFile(call) {
      const { merchant } = callerOf(call)
      const dispute = await disputeOf(services, callerOf(call), call.params.disputeID)
      if (!dispute) return failure('dispute_not_found')
      const { fields: { evidenceType }, files: { file } } = call.body
      const unfit = unfitOf(evidenceType, file)
      if (unfit || !file) return { status: 422, body: unfit ?? {} }
      if (file.bytes.byteLength === 0) return failure('evidence_empty')
      const item = itemOf(file, { id: world.ids.next('evd'), category: evidenceType!, addedAt: world.now() })
      const { id, digest, type, size, addedAt: at } = item
      const also = [{ table: 'file' as const, rows: [{ merchant, id, dispute: dispute.id, digest, type, size, at, bytes: file.bytes }] }]
      const staged = await perform(services, call, { dispute, command: { kind: 'stage', by: actorOf(call), item }, also })
      return 'failure' in staged ? staged : { status: 201, body: { ...uploadOf(dispute, item), filename: item.name!, mimeType: type, size } }
    },
  }
}

function unfitOf(evidenceType: string | undefined, file: FilePart | undefined): Unfit | null {
  const isType = (evidenceTypes as readonly string[]).includes(evidenceType ?? '')
  const unfit: Unfit = { ...(isType ? {} : { evidenceType: `Expected one of ${evidenceTypes.join(', ')}.` }), ...fileUnfit(file) }
  return Object.keys(unfit).length > 0 ? unfit : null
}

function fileUnfit(file: FilePart | undefined): Pick<Unfit, 'file'> {
  if (!file || nameOf(file.filename) === '') return { file: { filename: 'A file with a name is required.' } }
  const type = typeOf(file)
  if (!moovTerms.evidence.types.includes(type)) return { file: { mimeType: `Expected one of ${moovTerms.evidence.types.join(', ')}.` } }
  return isPlainlyElse(file.bytes, type) ? { file: { mimeType: 'The file is of another type than it says.' } } : {}
}

function itemOf(file: FilePart, made: Pick<EvidenceItem, 'id' | 'category' | 'addedAt'>): EvidenceItem {
  const { bytes } = file
  return { ...made, kind: 'file', name: nameOf(file.filename), type: typeOf(file), size: bytes.byteLength, digest: hash('sha256', bytes), text: null }
}

const typeOf = ({ contentType }: FilePart): string => contentType.split(';')[0]!.trim().toLowerCase()

/** The last part of a path, without what could end a line or turn a text around; never used as a path. */
function nameOf(filename: string): string {
  const last = filename.toWellFormed().split(/[/\\]/).at(-1)!
  return [...last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()].slice(0, 200).join('')
}
