// The dispute that a caller names, by the id that its provider gave it. Another merchant's is not found, like one that there is not.

import type { Dispute } from '../../../core/dispute.ts'
import { findByTheirs } from '../../find.ts'
import type { AnyCall, Served } from './call.ts'

export const disputeOf = ({ services }: Served, { principal }: AnyCall, id: string): Promise<Dispute | null> => findByTheirs(services, principal, id)
