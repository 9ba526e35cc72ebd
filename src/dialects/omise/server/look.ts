// Our things as this caller sees them now: in its version, with links to where it called.

import type { Dispute } from '../../../core/dispute.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { Services } from '../../dialect.ts'
import { toWireDispute } from '../translate.ts'
import { disputeIn } from '../versioned.ts'
import type { View } from '../view.ts'
import type { AnyCall } from './call.ts'

export function viewFor({ engine: { world }, publicUrl }: Services, { principal, request }: Pick<AnyCall, 'principal' | 'request'>): View {
  return { now: world.now(), version: principal.version, base: publicUrl ?? originOf(request) }
}

export function shown(services: Services, call: Pick<AnyCall, 'principal' | 'request'>, dispute: Dispute) {
  return disputeIn(call.principal.version, toWireDispute(dispute, viewFor(services, call)))
}

/** Told to nobody but the caller who sent it; what is no plain host and port leads nowhere. */
function originOf({ headers }: WireRequest): string | null {
  const host = headers.get('host')
  return host && /^[\w.-]{1,255}(:\d{1,5})?$/.test(host) ? `http://${host}` : null
}
