// A screen that somebody's role does not open: it is there, it says what it is, and why it stays closed.

import { Empty } from '../../ui/states.tsx'

export function NoPermission({ reason, what }: { reason: string; what: string }) {
  return <Empty title={reason}><p>{what} Ask an admin of your team.</p></Empty>
}
