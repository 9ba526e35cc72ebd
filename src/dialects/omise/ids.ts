// Ids in this provider's form that follow from ours, so that nothing more has to be kept. An id is a name, never a secret.

import { hash } from 'node:crypto'
import { isId, type NoticeId } from '../../core/ids.ts'
import type { Instant } from '../../core/time.ts'

export const isDisputeId = (text: string): boolean => /^dspt(_test)?_[0-9a-z]{1,60}$/.test(text)
export const isChargeId = (text: string): boolean => /^chrg(_test)?_[0-9a-z]{1,60}$/.test(text)

/** What is not marked as a test is live; an id of another form is neither's and counts as a test's. */
export const isLive = (id: string): boolean => /^[a-z]{4}_(?!test_)/.test(id)

/** 19 characters as theirs: eight of time, by which they sort, and eleven that follow from what it names. */
export function derivedId(kind: 'trxn' | 'docu' | 'chrg' | 'whdl', live: boolean, of: string, at: Instant): string {
  const number = BigInt(`0x${hash('sha256', `${kind} ${of}`).slice(0, 16)}`) % 36n ** 11n
  return `${prefixOf(kind, live)}${base36(BigInt(Math.floor(at)) % 36n ** 8n, 8)}${base36(number, 11)}`
}

/** An event is found by its id alone, so the id holds that of the notice, and which of its events it is. */
export const eventId = (live: boolean, notice: string, place: number): string => `${prefixOf('evnt', live)}${notice.slice(4)}${place}`

export function noticeOfEvent(id: string): { notice: NoticeId; place: number } | null {
  const [, body, place] = /^evnt(?:_test)?_([0-9a-z]{26})([01])$/.exec(id) ?? []
  const notice = `ntc_${body}`
  return isId('ntc', notice) ? { notice, place: Number(place) } : null
}

const prefixOf = (kind: string, live: boolean): string => `${kind}_${live ? '' : 'test_'}`
export const base36 = (number: bigint, length: number): string => number.toString(36).padStart(length, '0')
