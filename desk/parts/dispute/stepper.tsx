// The way of a dispute from its opening to its end, where it stands on it, and where the money is now.

import type { Dispute } from '../../api/contract.ts'
import { moneyText } from '../../amounts.ts'
import { Time } from '../../ui/time.tsx'
import { statusOf, statusWords } from '../../words.ts'

type Step = { name: string; at: string | null }

export function Stepper({ dispute }: { dispute: Dispute }) {
  const current = stepOf(dispute)
  return (
    <section className="stepper-box" aria-label="Where it stands">
      <ol className="stepper">
        {stepsOf(dispute).map(({ name, at }, index) => (
          <li key={name} aria-current={index === current ? 'step' : undefined} data-past={index < current || undefined}>
            <span>{name}</span>{at && <span className="soft small"><Time at={at} /></span>}
          </li>
        ))}
      </ol>
      <p className="small">{moneySentence(dispute)}</p>
    </section>
  )
}

function stepsOf(dispute: Dispute): Step[] {
  const { opened_at, act, acceptance, defense, resolution, expired_at, respond_by, state } = dispute
  const sentAt = acceptance?.at ?? defense?.at ?? (act?.state === 'pending' ? null : act?.at) ?? null
  const closedAt = resolution?.at ?? expired_at ?? (state === 'accepted' ? acceptance?.at ?? null : null)
  return [
    { name: 'Opened', at: opened_at }, { name: 'Decide', at: state === 'needs_response' ? respond_by?.at ?? null : null }, { name: 'Sent', at: sentAt },
    { name: 'Bank decides', at: null }, { name: closedAt ? statusWords[statusOf(dispute)].word : 'Closed', at: closedAt },
  ]
}

function stepOf({ state }: Dispute): number {
  if (state === 'needs_response') return 1
  if (state === 'accepting' || state === 'submitting') return 2
  return state === 'under_review' ? 3 : 4
}

/** Where the disputed money is, from the books: held, gone, or still the merchant's. */
function moneySentence({ books: { held, gone, currency }, fees, state }: Dispute): string {
  const charged = fees.filter(({ returned }) => !returned).map(({ amount }) => moneyText(amount))
  const fee = charged.length === 0 ? '' : ` Fees charged: ${charged.join(', ')}.`
  if (BigInt(held) > 0n) return `${moneyText({ value: held, currency })} of the balance is held until this is decided.${fee}`
  if (BigInt(gone) > 0n) return `${moneyText({ value: gone, currency })} was taken from the balance.${fee}`
  return `${state === 'needs_response' ? 'No money has been taken yet.' : 'No money is gone or held.'}${fee}`
}
