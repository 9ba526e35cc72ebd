// Months as the operator's calendar has them.

import { dayText, ownZone } from '../../time.ts'

export const isMonth = (text: string | undefined): text is string => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text ?? '')

const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** "November 2026". */
export const monthWords = (month: string): string => `${names[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`

/** From its first moment here to the first of the next one. */
export function boundsOf(month: string): { since: string; until: string } {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { since: new Date(year, number - 1, 1).toISOString(), until: new Date(year, number, 1).toISOString() }
}

/** The first moment of the month that lies so many months before. */
export function monthsBefore(now: number, months: number): string {
  const today = new Date(now)
  return new Date(today.getFullYear(), today.getMonth() + 1 - months, 1).toISOString()
}

/** A calendar day as the server names it, in words: its noon is on that day in every zone. */
export const dayWords = (day: string): string => dayText(Date.parse(`${day}T12:00:00Z`), 'UTC')

export const zoneWords = (): string => `Days and months begin in ${ownZone()}.`
