// Bytes that somebody uploaded, under the type that they were uploaded with, handed out so that no browser ever shows or runs them
// from this origin.

import type { EvidenceItem } from '../../../core/dispute.ts'

export function download(bytes: Uint8Array, { type, name, id }: EvidenceItem) {
  return {
    status: 200, raw: bytes,
    headers: {
      'content-type': type, 'content-disposition': attachment(name ?? id),
      'content-security-policy': "sandbox; default-src 'none'", 'cross-origin-resource-policy': 'same-origin',
    },
  } as const
}

/** RFC 6266: a plain name for old readers, and the whole one by RFC 8187 when it is not plain. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.() -]/g, '_').slice(0, 100)
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return plain === name ? `attachment; filename="${plain}"` : `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
