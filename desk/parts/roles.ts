// What each role may do. The server decides; this tells it, and a test holds it against what the server asks for each call.

import type { Route } from '../api/contract.ts'
import type { Role } from '../../src/core/role.ts'

type MayDo = { what: string; needs: Role; /** A call of it, which stands for all. */ route: Route }

export const mayDo: readonly MayDo[] = [
  { what: 'See disputes, evidence, history and money', needs: 'viewer', route: 'GET /v1/disputes' },
  { what: 'See and check the record, and export tables', needs: 'viewer', route: 'GET /v1/audit/check' },
  { what: 'Practise', needs: 'viewer', route: 'GET /v1/dialects' },
  { what: 'Accept and contest disputes, undo, look again', needs: 'operator', route: 'POST /v1/disputes/{id}/accept' },
  { what: 'Add and remove evidence', needs: 'operator', route: 'POST /v1/disputes/{id}/evidence' },
  { what: 'Write notes, assign disputes', needs: 'operator', route: 'PATCH /v1/disputes/{id}' },
  { what: 'Send a webhook again', needs: 'operator', route: 'POST /v1/notices/{id}/resend' },
  { what: 'Manage people and their roles', needs: 'admin', route: 'POST /v1/users' },
  { what: 'Connect providers', needs: 'admin', route: 'POST /v1/connections' },
  { what: 'Manage keys and webhooks', needs: 'admin', route: 'POST /v1/merchants/{id}/credentials' },
  { what: 'See requests as they went over the wire', needs: 'admin', route: 'GET /v1/requests' },
  { what: 'See how the server is', needs: 'admin', route: 'GET /v1/system' },
]

export const roleWords: Record<Role, { word: string; says: string }> = {
  viewer: { word: 'Viewer', says: 'sees everything, changes nothing' },
  operator: { word: 'Operator', says: 'decides disputes too' },
  admin: { word: 'Admin', says: 'manages people, providers and keys too' },
}
