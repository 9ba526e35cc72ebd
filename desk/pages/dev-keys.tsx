// The credentials with which the merchant's programs call, for every dialect. A secret is shown once, when it is made, and never again.

import { useSession } from '../api/session.ts'
import { ForRole } from '../parts/for-role.tsx'
import { Page } from '../parts/page.tsx'
import { Twin } from '../parts/wire/own-call.tsx'
import { Empty } from '../ui/states.tsx'
import { Credentials } from './dev-keys/credentials.tsx'
import '../parts/wire/wire.css'

export default function DevKeys() {
  const merchant = useSession()?.merchant
  return (
    <Page title="Keys">
      <p className="soft">With these your programs call this server: with one of Parley's own, or with a provider's, as that provider's SDK sends it.</p>
      <ForRole needs="admin" what="Keys open everything that this merchant may do.">
        {merchant ? <Credentials merchant={merchant.id} /> : <Empty title="No merchant is chosen"><p>Choose one in the bar at the top.</p></Empty>}
      </ForRole>
      <Twin route="GET /v1/merchants/{id}/credentials" target={`/v1/merchants/${merchant?.id ?? '{id}'}/credentials`} />
    </Page>
  )
}
