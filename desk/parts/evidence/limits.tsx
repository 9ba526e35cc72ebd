// How much of what this provider takes is used. The words say it; the bars only repeat it.

import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { DisputeEvidenceMeter } from './meter.tsx'
import { packOf, sizeWords, typeWords } from './pack.ts'

export function Limits({ limits, dispute }: { limits: AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']; dispute: Dispute }) {
  const { files, bytes, over } = packOf(dispute, limits)
  return (
    <div className="limits small">
      <p>Of what usually helps against this reason: <strong><DisputeEvidenceMeter dispute={dispute} /></strong></p>
      <Meter label="Files" text={`${files} of ${limits.files}`} value={files} most={limits.files} />
      <Meter label="Size" text={`${sizeWords(bytes)} of ${sizeWords(limits.total_bytes)}`} value={bytes} most={limits.total_bytes} />
      <p className="soft">{typeWords(limits.types)}, {sizeWords(limits.file_bytes)} a file{limits.text_length > 0 && `; texts up to ${limits.text_length} signs`}. {limits.statement_alone ? 'A statement alone is enough.' : 'At least one piece is needed.'}</p>
      {over.map(line => <p key={line} className="wrong" role="status"><bdi>{line}</bdi></p>)}
    </div>
  )
}

function Meter({ label, text, value, most }: { label: string; text: string; value: number; most: number }) {
  return <p className="meter"><span>{label} <strong>{text}</strong></span><meter min={0} max={most} high={most * 0.8} value={Math.min(value, most)} aria-label={`${label}: ${text}`} /></p>
}
