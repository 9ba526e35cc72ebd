// Whom we tell what, and how that went.

import { Page } from '../parts/page.tsx'

export default function DevWebhooks() {
  return <Page title="Webhooks" />
}
