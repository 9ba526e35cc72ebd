// That somebody put it aside, until when and who. It goes away by itself when the time has come.

import { fullTime, instantOf, shortTime, useNow } from '../../time.ts'
import { Chip } from '../../ui/chip.tsx'
import { actorWords } from '../decision/ending.ts'
import { isAside, type Aside } from './snooze.ts'

export function SnoozeChip({ snoozed }: { snoozed: Aside }) {
  const now = useNow()
  if (!isAside(snoozed, now)) return null
  const until = instantOf(snoozed.until)
  return <Chip tone="faded" title={`Snoozed by ${actorWords(snoozed.by)} until ${fullTime(until)}`}>Snoozed · <time dateTime={snoozed.until}>{shortTime(until)}</time></Chip>
}
