// The accounts at providers and how they are.

import { Page } from '../parts/page.tsx'

export default function Providers() {
  return <Page title="Providers" />
}
