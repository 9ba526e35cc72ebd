// A command of a caller through the one write path, and what came of it: the dispute, or the refusal. What was asked of a connected provider
// is awaited.

import type { Command } from '../../../core/command.ts'
import type { Dispute } from '../../../core/dispute.ts'
import type { Refusal } from '../../../core/refusal.ts'
import type { Write } from '../../../engine/store.ts'
import type { Services } from '../../dialect.ts'
import { performAwaited, type Deciding } from '../../awaited.ts'
import { performFor } from '../../perform.ts'
import type { AnyCall } from './call.ts'

export const perform = (services: Services, { principal }: AnyCall, dispute: Dispute, command: Command, also: Write[] = []): Promise<Dispute | Refusal> =>
  performFor(services, principal.credential, dispute, command, also)

export const decide = (services: Services, { principal }: AnyCall, dispute: Dispute, command: Deciding, also: Write[] = []): Promise<Dispute | Refusal> =>
  performAwaited(services, principal.credential, dispute, command, also)
