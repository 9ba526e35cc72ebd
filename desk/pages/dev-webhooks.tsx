// Where the merchant is told of things, and what it was told: webhooks in one tab, notices with their attempts in the other.

import { Page } from '../parts/page.tsx'
import { useAddress } from '../parts/wire/address.ts'
import { Twin } from '../parts/wire/own-call.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Notices } from './dev-webhooks/notices.tsx'
import { Webhooks } from './dev-webhooks/webhooks.tsx'
import '../parts/wire/wire.css'

export default function DevWebhooks() {
  const [search, change] = useAddress()
  const tab = search['tab'] === 'notices' ? 'notices' : 'webhooks'
  return (
    <Page title="Webhooks" wide>
      <Tabs
        label="Webhooks and notices" current={tab} onChange={next => change({ tab: next === 'notices' ? next : null, state: null, notice: null, cursor: null })}
        tabs={[{ id: 'webhooks', label: 'Webhooks', content: <Webhooks /> }, { id: 'notices', label: 'Notices', content: <Notices search={search} onChange={change} /> }]}
      />
      <Twin route={tab === 'notices' ? 'GET /v1/notices' : 'GET /v1/webhooks'} />
    </Page>
  )
}
