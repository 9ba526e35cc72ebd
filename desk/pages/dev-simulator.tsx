// The other side of the sandbox: open, judge, turn the clock, let things go wrong.

import { Page } from '../parts/page.tsx'

export default function DevSimulator() {
  return <Page title="Simulator" />
}
