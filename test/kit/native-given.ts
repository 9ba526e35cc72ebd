/** What the examples and exchanges of the native API take for granted: a merchant with a dispute and all that belongs to it. */
import { sample } from '../../src/dialects/native/contract/examples.ts'
import type { ConnectionId, MerchantId } from '../../src/core/ids.ts'
import { wireRequest } from '../../src/wire/http.ts'
import { accept, anOpening } from './builders.ts'
import { items, startNative, textOf, type NativeKit } from './native.ts'
import type { Scene } from './prove.ts'


const withEvidence = ['removeEvidence', 'getEvidenceContent', 'listEvidence']
const withUser = ['listUsers', 'updateUser', 'deleteUser']
const withView = ['listSavedViews', 'updateSavedView', 'deleteSavedView']
const withAct = ['undoAct', 'getAct']
const withAsked = ['lookAfterAct', 'settleAct']

export async function nativeGiven(operation: string): Promise<Scene> {
  const kit = await startNative()
  const merchant = await kit.merchant()
  const story = { text: 'The parcel never came.', language: 'en', customer: 'P. Suda' }
  const opened = await kit.open(merchant, { reason: 'not_received', story, payment: { id: 'pay_1001', order: 'A-1001' }, theirs: { id: 'nd_8f3kq0' } })
  const dispute = textOf(opened.id)
  await kit.app.workers.runOnceAll(kit.clock.now())
  const notices = (await merchant.call('GET', '/v1/notices')).body
  const webhook = (await merchant.call('POST', '/v1/webhooks', { url: 'https://mill.example/parley' })).body
  const connection = (await merchant.call('POST', '/v1/connections', { dialect: 'native', name: 'Main account', url: 'http://127.0.0.1:65535', credentials: { key: 'pk_0123456789abcdef' }, paused: true })).body
  const credential = (await merchant.call('POST', `/v1/merchants/${merchant.id}/credentials`, { scope: 'read' })).body
  const post = async (path: string, body: object) => (await merchant.call('POST', `/v1/disputes/${dispute}/${path}`, body)).body
  const evidence = withEvidence.includes(operation) ? await post('evidence', { text: 'Signed by P. Suda.', category: 'shipping' }) : null
  const user = withUser.includes(operation) ? (await merchant.call('POST', '/v1/users', { name: 'Mina', password: 'seven herons over wet rice' })).body : null
  const view = withView.includes(operation) ? (await merchant.call('POST', '/v1/views', { name: 'Large at Omise', view: 'needs_decision', filter: 'provider:omise amount:>1000thb' })).body : null
  const asked = withAsked.includes(operation) ? await askedAct(kit, merchant.id as MerchantId, textOf(connection.id) as ConnectionId) : null
  if (operation === 'provisionalWin') await merchant.call('POST', `/v1/sandbox/disputes/${dispute}/judge`, { verdict: 'won', final: false })
  const act = withAct.includes(operation) ? (await post('accept', { reason: 'not_worth_it', hold_seconds: 300 })).act : null
  await kit.handle(wireRequest({ target: '/v1/balances', headers: { authorization: `Bearer ${merchant.key}` }, id: sample.request }))
  return {
    handle: kit.handle, end: kit.close,
    values: {
      admin: kit.adminKey, key: merchant.key, request: sample.request, merchant: merchant.id, dispute, webhook: textOf(webhook.webhook?.id), credential: textOf(credential.credential?.id), connection: textOf(connection.id), user: textOf(user?.id) ?? sample.user, view: textOf(view?.id) ?? sample.view,
      notice: textOf(items(notices.data)[0]?.id), evidence: textOf(evidence?.id) ?? sample.evidence, act: asked ?? textOf(act?.id) ?? sample.act,
    },
  }
}

/** An acceptance that is on its way to a provider. */
async function askedAct({ engine }: NativeKit, merchant: MerchantId, connection: ConnectionId): Promise<string> {
  const { ids, now } = engine.world
  const [dispute, act] = [ids.next('dsp'), ids.next('act')]
  const by = { kind: 'system', id: 'given', surface: 'bridge', request: null } as const
  const opening = anOpening({ id: dispute, merchant, home: connection, openedAt: now(), respondBy: { at: now() + 604_800_000, zone: null, source: 'provider' } })
  await engine.perform({ merchant, dispute, command: { kind: 'open', by, opening } })
  await engine.perform({ merchant, dispute, command: { ...accept(), act, by } })
  return act
}
