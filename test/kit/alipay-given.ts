/** What the exchanges and examples of Alipay's API take for granted: a client of each kind, and a dispute that is as they say. */
import { live, startAlipay, type AlipayKit, type AlipayMerchant } from './alipay.ts'
import { sampleDispute } from '../../src/dialects/alipay/contract/endpoints.ts'

export type Given = { kit: AlipayKit; client: AlipayMerchant; dispute: string }

export async function givenFor(given: string, path: string): Promise<Given> {
  const kit = await startAlipay()
  const client = await kit.alipay(path.startsWith(live) ? '5Y00000000000000' : 'SANDBOX_5X00000000000000')
  const { theirs: dispute } = await kit.dispute(client, { theirs: { id: sampleDispute }, ...(given === 'checking' ? { phase: 'compliance' } : {}), ...(given === 'overdue' ? { respond_in: 'PT1H' } : {}) })
  const base = path.slice(0, path.lastIndexOf('/'))
  const call = (operation: string, more: object = {}) => kit.call(client, `${base}/${operation}`, { disputeId: dispute, ...more })
  if (given === 'accepted') await call('acceptDispute')
  if (given === 'defended' || given === 'checking') await call('supplyDefenseDocument', { disputeEvidence: 'JVBERi0xLjQ=' })
  if (given === 'broken') await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'alipay', operation: path.slice(base.length + 1), fault: 'error-before', times: 1 })
  return { kit, client, dispute }
}
