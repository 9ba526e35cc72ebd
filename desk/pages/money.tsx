// Where the money of all disputes is, per currency.

import { Page } from '../parts/page.tsx'

export default function MoneyPage() {
  return <Page title="Money" />
}
