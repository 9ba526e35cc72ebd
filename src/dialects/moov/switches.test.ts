import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startMoov } from '../../../test/kit/moov.ts'
import { turned } from '../switchboard.ts'
import { moovSwitches } from './switches.ts'

const started = async (text: string) => {
  const kit = await startMoov({ switches: { moov: turned(moovSwitches, text)! } })
  after(() => kit.close())
  return { kit, shop: await kit.account() }
}

async function bought(shop: Awaited<ReturnType<typeof started>>['shop'], right: string): Promise<string> {
  const scope = `/accounts/${shop.account}/${right}`
  const body = JSON.stringify({ grant_type: 'client_credentials', client_id: shop.username, client_secret: shop.password, scope })
  const { json } = await shop.ask('/oauth2/token', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return `Bearer ${(json as unknown as { access_token: string }).access_token}`
}

test('which scope accepts is the operator\'s to say', async () => {
  for (const [choice, read, write] of [['documented', 200, 403], ['either', 200, 200], ['write', 403, 200]] as const) {
    const { shop } = await started(`accept-scope=${choice}`)
    const heard: number[] = []
    for (const right of ['transfers.read', 'transfers.write']) {
      const authorization = await bought(shop, right)
      heard.push((await shop.ask(`/disputes/${await shop.open()}/accept`, { method: 'POST', headers: { authorization } })).status)
    }
    assert.deepEqual(heard, [read, write], choice)
  }
})

test('a dispute without a deadline gets six days, or fourteen where the operator goes by the older page; an inquiry ten', async () => {
  for (const [text, chargeback] of [['visa-days=6', 6], ['visa-days=14', 14]] as const) {
    const { kit, shop } = await started(text)
    for (const [phase, days] of [['chargeback', chargeback], ['inquiry', 10]] as const) {
      const { json } = await shop.ask(`/disputes/${await shop.open({ phase, respond_in: undefined })}`)
      assert.equal(Date.parse(String(json.respondBy)) - kit.clock.now(), days * 86_400_000, `${text} ${phase}`)
    }
  }
})

test('a key that asks too often hears 429 with nothing in it but how long to wait, and its tokens count with it', async () => {
  const { kit, shop } = await started('rate-limit=3/2')
  const authorization = await bought(shop, 'transfers.read')
  const id = await shop.open()
  for (const headers of [{}, { authorization }, {}]) assert.equal((await shop.ask(`/disputes/${id}`, { headers: headers as Record<string, string> })).status, 200)
  const refused = await shop.ask(`/disputes/${id}/accept`, { method: 'POST', headers: { authorization } })
  assert.deepEqual([refused.status, refused.text, refused.headers['retry-after'], refused.headers['content-type'], refused.headers['x-request-id'] !== undefined], [429, '', '1', undefined, true])
  assert.equal((await (await kit.account()).ask('/disputes')).status, 200)
  kit.clock.advance(1000)
  assert.equal((await shop.ask(`/disputes/${id}`)).json.status as unknown, 'response-needed')
})
