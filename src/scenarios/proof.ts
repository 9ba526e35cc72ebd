// Evidence of the cast: texts as written, and for every file the same small PDF, which is enough to be stored, sent and downloaded.

import type { EvidenceItem } from '../core/dispute.ts'
import type { EvidenceId } from '../core/ids.ts'
import type { Instant } from '../core/time.ts'
import type { Step } from './scenario.ts'

export type Proving = Extract<Step, { do: 'write' | 'attach' }>

export async function evidenceOf(step: Proving, id: EvidenceId, addedAt: Instant): Promise<EvidenceItem> {
  const text = step.do === 'write' ? step.text : null
  const bytes = text === null ? samplePdf : new TextEncoder().encode(text)
  return {
    id, kind: text === null ? 'file' : 'text', category: step.category, name: step.do === 'attach' ? step.name : null,
    type: text === null ? 'application/pdf' : 'text/plain', size: bytes.length, digest: await sha256(bytes), text, addedAt,
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** One blank page. */
export const samplePdf = new TextEncoder().encode(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
`)
