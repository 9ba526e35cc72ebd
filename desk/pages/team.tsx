// Who may sign in, and as what.

import { Page } from '../parts/page.tsx'

export default function Team() {
  return <Page title="Team" />
}
