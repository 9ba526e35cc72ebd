// That somebody put it aside, until when and who. When the time has come what stands there otherwise takes its place by itself.

import type { ReactNode } from 'react'
import { fullTime, instantOf, shortTime, useNow } from '../../time.ts'
import { Chip } from '../../ui/chip.tsx'
import { actorWords } from '../decision/ending.ts'
import { isAside, type Aside } from './snooze.ts'

export function SnoozeChip({ snoozed, children = null }: { snoozed: Aside; children?: ReactNode }) {
  const now = useNow()
  if (!isAside(snoozed, now)) return children
  const until = instantOf(snoozed.until)
  return <Chip tone="faded" title={`Snoozed by ${actorWords(snoozed.by)} until ${fullTime(until)}`}>Snoozed <time dateTime={snoozed.until}>{shortTime(until)}</time></Chip>
}
