// Files: kept before anybody says for which dispute, named by a token, handed out by a link that works for a while. What a file is, its
// bytes say.

import { hash } from 'node:crypto'
import type { EvidenceId, MerchantId } from '../../../core/ids.ts'
import { sniff } from '../../../core/sniff.ts'
import { formatInstant, type Instant } from '../../../core/time.ts'
import type { Tables } from '../../../engine/store.ts'
import { failureOfRefusal } from '../failures.ts'
import { evidenceOf, tokenOf } from '../ids.ts'
import { afterpayTerms } from '../terms.ts'
import { failure, type Call, type Part, type Reply, type Served } from './call.ts'
import { attachment, linkOf, merchantOfLink } from './links.ts'

type Mine = 'uploadFile' | 'retrieveFile' | 'downloadFile'
type File = Omit<Tables['file'], 'id'> & { id: EvidenceId }

/** As the newest sample of the upload page has it. */
const keptForMs = 30 * 86_400_000

export function fileCalls(served: Served): Part<Mine> {
  const { engine } = served.services
  return {
    async uploadFile(call) {
      const { merchant } = call.principal
      const bytes = 'files' in call.body ? call.body.files.file.bytes : typeof call.body.file === 'string' ? bytesOf(call.body.file) : null
      if (bytes) return keep(call, bytes)
      const key = 'file' in call.body && typeof call.body.file === 'object' ? call.body.file.key : null
      const before = key !== null && await fileBy(served, merchant, key)
      return before ? told(before) : failure('invalid_object', 'The field /file of the body is neither base 64 nor the key of a file that is here.')
    },
    async retrieveFile(call) {
      const { id } = call.params
      if (call.query.id !== undefined && call.query.id !== id) return failure('invalid_object', 'The id of the query is another than that of the path.')
      const file = await livingFile(served, call.principal.merchant, id)
      if (!file) return failure('not_found')
      const { url, expiresAt } = linkOf(served, call.request, call.principal.merchant, id)
      return { status: 200, body: { url, expiresAt: formatInstant(expiresAt) } }
    },
    async downloadFile(call) {
      const { id } = call.params
      const merchant = merchantOfLink(served, id, call.query)
      const file = merchant && await livingFile(served, merchant, id)
      return file ? { status: 200, raw: file.bytes, headers: attachment(id, file.type) } : failure('not_found')
    },
  }

  async function keep({ principal }: Call<'uploadFile'>, bytes: Uint8Array): Promise<Reply> {
    const { types, fileBytes } = afterpayTerms.evidence
    if (bytes.byteLength === 0) return failure('invalid_object', 'The file has no bytes.')
    if (bytes.byteLength > fileBytes) return failure('file_too_large')
    const type = sniff(bytes)
    if (!type || !types.includes(type)) return failure('file_type')
    const { merchant, credential } = principal
    const file: File = { merchant, id: engine.world.ids.next('evd'), dispute: '', digest: hash('sha256', bytes), type, size: bytes.byteLength, at: engine.world.now(), bytes }
    const written = await engine.write({ merchant, credential, writes: [{ table: 'file', rows: [file] }] })
    return written.kind === 'turned_away' ? failure(failureOfRefusal[written.refusal.refused]) : told(file)
  }
}

function told({ id, at }: Pick<File, 'id' | 'at'>): Reply {
  return { status: 200, body: { id: tokenOf(id), createdAt: formatInstant(at), expiresAt: formatInstant(expiryOf({ at })) } }
}

const expiryOf = ({ at }: { at: Instant }): Instant => at + keptForMs

/** The file of a token, while it is kept and of this merchant: uploaded by it, or put with one of its disputes. */
export async function livingFile(served: Served, merchant: MerchantId, token: string): Promise<File | null> {
  const id = evidenceOf(token)
  const file = id && await fileBy(served, merchant, id)
  return file && served.services.engine.world.now() < expiryOf(file) ? file : null
}

/** Under a key a file is known that came another way before: by the native API, whose ids of evidence these are. */
async function fileBy({ services: { engine: { reads } } }: Served, merchant: MerchantId, id: string): Promise<File | null> {
  return await reads.file(merchant, id) as File | null
}

/** Null for what is no base 64 of RFC 4648. */
function bytesOf(text: string): Uint8Array | null {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null
}
