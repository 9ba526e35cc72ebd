// Headings of groups that follow the calendar: when a day has begun, and when the clock was turned. No row moves by it, because time passes for
// all of them alike.

import { useEffect } from 'react'
import { dayText, onTurn, serverNow, useNow } from '../../time.ts'
import { regroup } from './load.ts'

const now = (): void => regroup(serverNow())

export function useGroupsOfToday(): void {
  const today = dayText(useNow())
  useEffect(now, [today])
  useEffect(() => onTurn(now), [])
}
