// What has to be decided, ordered by time left.

import { Page } from '../parts/page.tsx'

export default function Queue() {
  return <Page title="Queue" />
}
