/** What the examples and exchanges of the native API take for granted: a merchant with a dispute and all that belongs to it. */
import { sample } from '../../src/dialects/native/contract/examples.ts'
import { items, startNative, textOf, type NativeKit } from './native.ts'

export type Given = { kit: NativeKit; values: Record<keyof typeof sample | 'key', string> }

const withEvidence = ['removeEvidence', 'getEvidenceContent', 'listEvidence']
const withAct = ['undoAct', 'getAct']

export async function givenFor(operation: string): Promise<Given> {
  const kit = await startNative()
  const merchant = await kit.merchant()
  const story = { text: 'The parcel never came.', language: 'en', customer: 'P. Suda' }
  const opened = await kit.open(merchant, { reason: 'not_received', story, payment: { id: 'pay_1001', order: 'A-1001' }, theirs: { id: 'nd_8f3kq0' } })
  const dispute = textOf(opened.id)
  await kit.app.workers.runOnceAll(kit.clock.now())
  const notices = (await merchant.call('GET', '/v1/notices')).body
  const webhook = (await merchant.call('POST', '/v1/webhooks', { url: 'https://mill.example/parley' })).body
  const credential = (await merchant.call('POST', `/v1/merchants/${merchant.id}/credentials`, { scope: 'read' })).body
  const post = async (path: string, body: object) => (await merchant.call('POST', `/v1/disputes/${dispute}/${path}`, body)).body
  const evidence = withEvidence.includes(operation) ? await post('evidence', { text: 'Signed by P. Suda.', category: 'shipping' }) : null
  const act = withAct.includes(operation) ? (await post('accept', { reason: 'not_worth_it', hold_seconds: 300 })).act : null
  return {
    kit,
    values: {
      key: merchant.key, merchant: merchant.id, dispute, webhook: textOf(webhook.webhook?.id), credential: textOf(credential.credential?.id),
      notice: textOf(items(notices.data)[0]?.id), evidence: textOf(evidence?.id) ?? sample.evidence, act: textOf(act?.id) ?? sample.act,
    },
  }
}

/** Live ids in place of those of the examples. */
export function withLiveIds(text: string, values: Given['values']): string {
  return Object.entries(sample).reduce((done, [name, id]) => done.replaceAll(id, values[name as keyof typeof sample]), text)
}
