// Names and bytes that somebody uploaded: a name is never a path, and bytes are handed out so that no browser shows or runs them.

import type { Sent } from './call.ts'

/** The last part of a path, without what could end a line or turn a text around. */
export function nameOf(filename: string): string | null {
  const last = filename.toWellFormed().split(/[/\\]/).at(-1)!
  const name = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return name === '' ? null : [...name].slice(0, 200).join('')
}

export function download(bytes: Uint8Array, name: string): Sent {
  return {
    status: 200, raw: bytes,
    headers: {
      'content-type': 'application/octet-stream', 'content-disposition': attachment(name), 'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
    },
  }
}

/** RFC 6266: a plain name for old readers, and the whole one by RFC 8187 when it is not plain. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.() -]/g, '_').slice(0, 100)
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  return plain === name ? `attachment; filename="${plain}"` : `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
