// Ten sample cases to learn on. Nothing here reaches a provider.

import { Page } from '../parts/page.tsx'

export default function Practice() {
  return <Page title="Practice" />
}
