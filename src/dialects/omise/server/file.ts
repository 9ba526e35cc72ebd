// A file that was uploaded, as evidence: what it is is decided by its bytes, whatever its name and its sender say.

import { hash } from 'node:crypto'
import type { EvidenceItem } from '../../../core/dispute.ts'
import type { EvidenceId } from '../../../core/ids.ts'
import { sniff } from '../../../core/sniff.ts'
import type { Instant } from '../../../core/time.ts'
import type { FilePart } from '../../../wire/contract.ts'

export function itemOf({ bytes, filename }: FilePart, id: EvidenceId, kind: string | null, addedAt: Instant): EvidenceItem {
  return {
    id, kind: 'file', category: kind, name: nameOf(filename), type: typeOf(bytes), size: bytes.byteLength, digest: hash('sha256', bytes), text: null, addedAt,
  }
}

/** A whole file by all its marks; a cut one by its first bytes, which is all that this provider looks at. It is handed out as bytes only. */
function typeOf(bytes: Uint8Array): string {
  const begins = (mark: string) => Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark
  const whole = sniff(bytes)
  if (whole) return whole
  return firstBytes.find(([mark]) => begins(mark))?.[1] ?? 'application/octet-stream'
}

const firstBytes = [['\x89PNG\r\n\x1a\n', 'image/png'], ['\xff\xd8\xff', 'image/jpeg'], ['%PDF-', 'application/pdf']] as const

/** The last part of a path, without what could end a line or turn a text around; never used as a path. */
function nameOf(filename: string): string | null {
  const name = filename.toWellFormed().split(/[/\\]/).at(-1)!.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return name === '' ? null : [...name].slice(0, 200).join('')
}

/** Handed out so that no browser ever shows or runs it from this origin. */
export function downloadHeaders(name: string): Record<string, string> {
  return {
    'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${name.replace(/[^\w.() -]/g, '_').slice(0, 100)}"`,
    'content-security-policy': "sandbox; default-src 'none'", 'cross-origin-resource-policy': 'same-origin',
  }
}
