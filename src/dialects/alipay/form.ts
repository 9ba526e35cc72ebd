// The form that Alipay pre-fills for a defense, as one page of PDF. It shows what the merchant knows of the dispute and nothing else.

import type { Dispute } from '../../core/dispute.ts'
import { toWireNotice } from './translate.ts'

export function formOf(dispute: Dispute): Uint8Array {
  const { disputeId, paymentId, paymentRequestId, disputeAmount, disputeReasonCode, disputeReasonMsg, defenseDueTime } = toWireNotice('DISPUTE_CREATED', dispute)
  return pdfOf([
    'Dispute defense form', '', `Dispute: ${disputeId}`, `Payment: ${paymentId}`, `Payment request: ${paymentRequestId}`,
    `Amount (smallest unit): ${disputeAmount!.value} ${disputeAmount!.currency}`, `Reason: ${disputeReasonCode ?? ''} ${disputeReasonMsg ?? ''}`,
    `Defend before: ${defenseDueTime ?? 'no date'}`, '', 'What was sold:', '', 'How it was delivered:', '', 'Why the dispute is not justified:',
  ])
}

/** PDF 1.4 (ISO 32000-1, 7.5): five objects, a table of where they begin, and the trailer. */
function pdfOf(lines: readonly string[]): Uint8Array {
  const text = `BT /F1 11 Tf 60 780 Td 18 TL ${lines.map(line => `(${escaped(line)}) Tj T*`).join(' ')} ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let pdf = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return new TextEncoder().encode(`${pdf}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`)
}

/** The font has Latin letters; what it has not is shown as a question mark. */
const escaped = (line: string): string => [...line].map(sign => (/[ -~]/.test(sign) ? sign : '?')).join('').slice(0, 90).replace(/[\\()]/g, '\\$&')
