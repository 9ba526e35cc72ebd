// The other side of a sandbox: it opens disputes and judges them, turns the clock, lets calls fail, and begins again. Live has none of it.

import { useSession } from '../api/session.ts'
import { Page } from '../parts/page.tsx'
import { useAddress } from '../parts/wire/address.ts'
import { Twin } from '../parts/wire/own-call.tsx'
import { Empty } from '../ui/states.tsx'
import { Acting } from './dev-simulator/acting.tsx'
import { Clock } from './dev-simulator/clock.tsx'
import { Faults } from './dev-simulator/faults.tsx'
import { Opening } from './dev-simulator/opening.tsx'
import { Reset } from './dev-simulator/reset.tsx'
import '../parts/wire/wire.css'

export default function DevSimulator() {
  const mode = useSession()?.mode
  const [search, change] = useAddress()
  if (mode !== 'sandbox') return <Page title="Simulator"><Empty title="Only in a sandbox"><p>This server is live: nobody plays the other side here. <code>npm start</code> opens a sandbox.</p></Empty></Page>
  return (
    <Page title="Simulator" wide>
      <p className="soft">You are the other side: banks, providers and time. Beneath each control stands the call that it makes.</p>
      <div className="simulator">
        <div className="stack"><Opening onOpened={id => change({ id })} /><Clock /><Reset /></div>
        <div className="stack"><Acting id={search['id'] ?? null} onChoose={id => change({ id })} /><Faults /></div>
      </div>
      <Twin route="GET /v1/sandbox/clock" />
    </Page>
  )
}
