// The wire log: what was asked and answered, in the provider's own format.

import { Page } from '../parts/page.tsx'

export default function DevRequests() {
  return <Page title="Requests" />
}
