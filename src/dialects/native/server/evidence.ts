// Evidence: what a file is is decided by its bytes; its name is kept as data and used for nothing but the download's own header.

import { hash } from 'node:crypto'
import type { EvidenceItem } from '../../../core/dispute.ts'
import type { EvidenceId } from '../../../core/ids.ts'
import { contradicts, sniff } from '../../../core/sniff.ts'
import type { Write } from '../../../engine/store.ts'
import type { FilePart } from '../../../wire/contract.ts'
import type { Services } from '../../dialect.ts'
import { toWireEvidence } from '../translate.ts'
import { merchantOf, type Call, type Part, type Reply } from './call.ts'
import { disputeOf } from './disputes.ts'
import { download } from './download.ts'
import { pastEvidence } from './past-evidence.ts'
import { actorOf, perform, shown } from './perform.ts'
import { failure, json } from './reply.ts'

type Mine = 'addEvidence' | 'listEvidence' | 'getEvidenceContent' | 'removeEvidence'

export function evidenceCalls(services: Services): Part<Mine> {
  const { engine: { reads, world } } = services
  return {
    addEvidence: call => ('text' in call.body ? addText(services, call, call.body) : addFile(services, call, call.body.files.file, call.body.fields.category ?? null)),
    async listEvidence(call) {
      const dispute = await disputeOf(services, call, call.params.id)
      return dispute ? json(200, { data: dispute.evidence.map(toWireEvidence) }) : failure('dispute_not_found')
    },
    async getEvidenceContent(call) {
      const dispute = await disputeOf(services, call, call.params.id)
      const item = dispute && (dispute.evidence.find(({ id }) => id === call.params.evidence) ?? await pastEvidence(reads, dispute, call.params.evidence))
      if (!item) return failure('evidence_not_found')
      if (item.kind === 'text') return download(new TextEncoder().encode(item.text ?? ''), `${item.id}.txt`)
      const file = await reads.file(merchantOf(call), item.id)
      return file ? download(file.bytes, item.name ?? item.id) : failure('evidence_not_found')
    },
    removeEvidence: call => {
      const merchant = merchantOf(call)
      const { id: dispute, evidence } = call.params
      const also: Write[] = [{ remove: 'file', rows: [{ merchant, id: evidence }] }]
      return perform(services, call, { merchant, dispute, command: { kind: 'unstage', by: actorOf(call), evidence }, also },
        after => ({ status: 200, body: shown(services, after) }))
    },
  }

  function addText(services: Services, call: Call<'addEvidence'>, { text, category = null }: { text: string; category?: string | null | undefined }): Promise<Reply> {
    const id = world.ids.next('evd')
    const item = {
      id, kind: 'text', category, name: null, type: 'text/plain', size: Buffer.byteLength(text), digest: hash('sha256', text), text, addedAt: world.now(),
    } as const
    return stage(services, call, item, [])
  }

  function addFile(services: Services, call: Call<'addEvidence'>, { bytes, filename, contentType }: FilePart, category: string | null): Promise<Reply> | Reply {
    if (bytes.byteLength === 0) return failure('evidence_empty')
    const found = sniff(bytes)
    if (found && contradicts(contentType, found)) return failure('evidence_type_mismatch', { declared: contentType.slice(0, 100), found })
    const item = fileItem(world.ids.next('evd'), bytes, { type: found ?? 'application/octet-stream', name: nameOf(filename), category, addedAt: world.now() })
    const row = { merchant: merchantOf(call), id: item.id, dispute: call.params.id, digest: item.digest, type: item.type, size: item.size, at: item.addedAt, bytes }
    return stage(services, call, item, [{ table: 'file', rows: [row] }])
  }
}

function stage(services: Services, call: Call<'addEvidence'>, item: EvidenceItem, also: Write[]): Promise<Reply> {
  return perform(services, call, { merchant: merchantOf(call), dispute: call.params.id, command: { kind: 'stage', by: actorOf(call), item }, also },
    () => ({ status: 201, body: toWireEvidence(item) }))
}

type Described = { type: string; name: string | null; category: string | null; addedAt: number }

function fileItem(id: EvidenceId, bytes: Uint8Array, described: Described): EvidenceItem {
  return { id, kind: 'file', ...described, size: bytes.byteLength, digest: hash('sha256', bytes), text: null }
}

/** The last part of a path, without what could end a line or turn a text around; never used as a path. */
function nameOf(filename: string): string | null {
  const last = filename.toWellFormed().split(/[/\\]/).at(-1)!
  const name = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return name === '' ? null : [...name].slice(0, 200).join('')
}
