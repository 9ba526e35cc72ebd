// What can be set about a connection: as people type it, and of that what the API has to be asked for. What is left as it was is not sent.

import { isCurrency } from '../../../src/core/currency.ts'
import { parseDuration, parseFriendlyDuration } from '../../../src/core/duration.ts'
import { formatMajor, money } from '../../../src/core/money.ts'
import type { InputOf } from '../../api/contract.ts'
import { amountOf } from '../../parts/wire/amount-field.tsx'
import type { Connection } from './shapes.ts'

export type Wanted = NonNullable<NonNullable<InputOf<'PATCH /v1/connections/{id}'>['body']>['settings']>
type Policy = Connection['settings']['policy']['kind']

export const lengths = {
  connect_ms: { label: 'Waits for a connection', help: 'Half a second at least: less only makes unknown outcomes.' },
  answer_ms: { label: 'Waits for an answer', help: 'What it has not answered by then is unknown until it was looked at.' },
  poll_ms: { label: 'Reads its list every', help: 'Also where its notifications arrive: one may be lost.' },
  overlap_ms: { label: 'Looks back', help: 'How far each reading begins before the one before it.' },
  buffer_ms: { label: 'Safety buffer', help: 'So long before its deadline a dispute counts as urgent.' },
} as const
export type Length = keyof typeof lengths
export const lengthNames = Object.keys(lengths) as Length[]

export const policies = { nothing: 'Nothing: no buffer either', warn: 'Warn', accept_below: 'Accept what is worth less than an amount' } as const satisfies Record<Policy, string>

export type SettingsForm = Readonly<Record<Length, string> & { perSecond: string; burst: string; policy: Policy | ''; below: string; currency: string; sure: boolean }>

/** For a connection that there is not yet: everything as usual. */
export const asUsual: SettingsForm = { connect_ms: '', answer_ms: '', poll_ms: '', overlap_ms: '', buffer_ms: '', perSecond: '', burst: '', policy: '', below: '', currency: 'THB', sure: false }

export function formOf({ rate, policy, ...settings }: Connection['settings']): SettingsForm {
  const typed = Object.fromEntries(lengthNames.map(name => [name, lengthText(settings[name])])) as Record<Length, string>
  const { value = 0, currency = asUsual.currency } = policy.below ?? {}
  return {
    ...typed, perSecond: rate ? `${rate.per_second}` : '', burst: rate ? `${rate.burst}` : '', policy: policy.kind, sure: false,
    currency, below: policy.below && isCurrency(currency) ? formatMajor(money(BigInt(value), currency)) : '',
  }
}

export function wantedOf(form: SettingsForm, before: SettingsForm): Wanted {
  const changed = lengthNames.filter(name => form[name].trim() !== '' && form[name] !== before[name])
  const rate = form.perSecond.trim() === '' ? null : { per_second: Number(form.perSecond), burst: Number(form.burst) }
  return {
    ...Object.fromEntries(changed.map(name => [name, lengthOf(form[name])!])),
    ...((form.perSecond !== before.perSecond || form.burst !== before.burst) && { rate }),
    ...(form.policy !== '' && isOtherPolicy(form, before) && { policy: form.policy === 'accept_below' ? { kind: form.policy, below: amountOf(form.below, form.currency)! } : { kind: form.policy } }),
  }
}

/** What keeps it from being sent. How long is too long, the server says. */
export function wrongIn(form: SettingsForm, before: SettingsForm): string | null {
  const unread = lengthNames.find(name => form[name].trim() !== '' && lengthOf(form[name]) === null)
  if (unread) return `${lengths[unread].label}: not understood.`
  if (!isRate(form)) return 'A limit has both: how many a second, and how many at once.'
  if (form.policy !== 'accept_below' || !isOtherPolicy(form, before)) return null
  if (amountOf(form.below, form.currency) === null) return 'The amount is none of this currency.'
  return form.sure ? null : 'Confirm that money is given up without anybody being asked.'
}

const isOtherPolicy = (form: SettingsForm, before: SettingsForm): boolean =>
  form.policy !== before.policy || (form.policy === 'accept_below' && (form.below !== before.below || form.currency !== before.currency))

function isRate({ perSecond, burst }: SettingsForm): boolean {
  if (perSecond.trim() === '' && burst.trim() === '') return true
  return /^\d+(\.\d+)?$/.test(perSecond.trim()) && /^\d+$/.test(burst.trim())
}

/** In milliseconds; null where it is none. A month has no length. */
export function lengthOf(text: string): number | null {
  const duration = parseFriendlyDuration(text.trim()) ?? parseDuration(text.trim())
  return duration && duration.months === 0 ? duration.days * units.d + duration.ms : null
}

const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const

/** "36h", as it can be typed. */
function lengthText(ms: number): string {
  const [unit, size] = Object.entries(units).find(([, size]) => ms > 0 && ms % size === 0) ?? ['s', units.s]
  return ms % size === 0 ? `${ms / size}${unit}` : `PT${ms / units.s}S`
}
