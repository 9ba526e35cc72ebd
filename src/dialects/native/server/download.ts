// Bytes that somebody uploaded, handed out so that no browser ever shows or runs them from this origin.

import type { Sent } from './call.ts'

export function download(bytes: Uint8Array, name: string): Sent {
  return {
    status: 200, raw: bytes,
    headers: {
      'content-type': 'application/octet-stream', 'content-disposition': attachment(name), 'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'", 'cross-origin-resource-policy': 'same-origin', 'cache-control': 'no-store',
    },
  }
}

/** RFC 6266: a plain name for old readers, and the whole one by RFC 8187 when it is not plain. */
export function attachment(name: string): string {
  const plain = name.toWellFormed().replace(/[^\w.() -]/g, '_').slice(0, 100)
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return plain === name ? `attachment; filename="${plain}"` : `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
