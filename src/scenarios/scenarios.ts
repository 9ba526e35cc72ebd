// All sample disputes, in the order of the cast.

import { bikes } from './bikes.ts'
import { cabins } from './cabins.ts'
import { dates } from './dates.ts'
import { kiln } from './kiln.ts'
import { stream } from './stream.ts'
import { tea } from './tea.ts'
import type { Scenario } from './scenario.ts'

export const scenarios: readonly Scenario[] = [...kiln, ...tea, ...stream, ...dates, ...bikes, ...cabins]
