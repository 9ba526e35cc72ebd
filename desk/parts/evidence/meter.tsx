// How much of what usually helps against the reason is there, as "2/3", with a dot where it is more than the provider takes. The dot is a
// sign with a name: no colour says it alone.

import { useQuery } from '@tanstack/react-query'
import type { Dispute } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { filledOf, type Filled } from './filled.ts'
import { excessOf } from './pack.ts'
import { slotWord } from './slots.ts'
import './evidence.css'

type Counted = Pick<Dispute, 'dialect'> & { filled: Filled }

export function EvidenceMeter({ of: { dialect, filled } }: { of: Counted }) {
  const { pieces, missing, kinds, sizes } = filled
  const lacks = missing.length > 0 ? ` Missing: ${missing.map(slotWord).join(', ')}.` : ''
  return (
    <span className="evidence-meter" title={`${piecesWord(pieces)}.${lacks}`}>
      <span aria-hidden="true" className={pieces === 0 ? 'soft' : undefined}>{kinds - missing.length}/{kinds}</span>
      <span className="unseen">{kinds - missing.length} of {kinds} kinds of proof that usually help; {piecesWord(pieces)}.</span>
      {sizes.length > 0 && <Excess dialect={dialect} sizes={sizes} />}
    </span>
  )
}

export const DisputeEvidenceMeter = ({ dispute }: { dispute: Dispute }) => <EvidenceMeter of={{ dialect: dispute.dialect, filled: filledOf(dispute) }} />

function Excess({ dialect, sizes }: Pick<Dispute, 'dialect'> & Pick<Filled, 'sizes'>) {
  const { data } = useQuery({ ...get('GET /v1/dialects', {}), staleTime: Infinity })
  const limits = data?.data.find(one => one.dialect === dialect)?.evidence
  const excess = limits ? excessOf(sizes.map(size => ({ size, name: null })), limits) : []
  if (excess.length === 0) return null
  const words = `More than the provider takes: ${excess.join('; ')}`
  return <span className="over-dot" role="img" aria-label={words} title={words}>●</span>
}

const piecesWord = (count: number): string => (count === 0 ? 'No evidence yet' : `${count} ${count === 1 ? 'piece' : 'pieces'} of evidence`)
