// Whether a file is plainly something else than it says. A fragment of a document is let through, as Moov does; a page, a script, an
// archive or another picture is not. Pure.

import { contradicts, sniff } from '../../../core/sniff.ts'

export function isPlainlyElse(bytes: Uint8Array, type: string): boolean {
  const found = sniff(bytes)
  if (found) return contradicts(type, found)
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256)).toString('latin1').replace(/^(?:\xef\xbb\xbf)?\s+/, '')
  return others.some(mark => mark.test(head))
}

/** HTML, SVG and XML; archives, and with them office documents, old and new; programs of Windows and Unix; scripts; PNG and GIF. */
const others = [/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?</, /^PK/, /^\xd0\xcf\x11\xe0/, /^MZ/, /^\x7fELF/, /^#!/, /^\x89PNG/, /^GIF8/]
