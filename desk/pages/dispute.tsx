// One dispute: its story, its evidence, and the decision.

import { Page } from '../parts/page.tsx'

export default function DisputePage() {
  return <Page title="Dispute" />
}
