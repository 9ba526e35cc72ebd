// The credentials of the merchant.

import { Page } from '../parts/page.tsx'

export default function DevKeys() {
  return <Page title="Keys" />
}
