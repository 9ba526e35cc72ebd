/** What the exchanges and examples of Alipay's API take for granted: a client of each kind, and a dispute that is as they say. */
import assert from 'node:assert/strict'
import { sampleDispute } from '../../src/dialects/alipay/contract/endpoints.ts'
import type { WireRequestInit } from '../../src/wire/http.ts'
import { headersFor, live, startAlipay, toldOf, type AlipayMerchant } from './alipay.ts'
import type { Scene } from './prove.ts'

export const givens = ['open', 'accepted', 'defended', 'checking', 'overdue', 'broken'] as const
export type AlipayScene = Scene & { client: AlipayMerchant }

const unsigned = 'not-yet'
const hourMs = 3_600_000

export async function alipayGiven(given: string, path: string): Promise<AlipayScene> {
  const kit = await startAlipay()
  const client = await kit.alipay(path.startsWith(live) ? '5Y00000000000000' : 'SANDBOX_5X00000000000000')
  const { theirs: dispute } = await kit.dispute(client, { theirs: { id: sampleDispute }, ...(given === 'checking' ? { phase: 'compliance' } : {}), ...(given === 'overdue' ? { respond_in: 'PT1H' } : {}) })
  const base = path.slice(0, path.lastIndexOf('/'))
  const call = (operation: string, more: object = {}) => kit.call(client, `${base}/${operation}`, { disputeId: dispute, ...more })
  if (given === 'accepted') await call('acceptDispute')
  if (given === 'defended' || given === 'checking') await call('supplyDefenseDocument', { disputeEvidence: 'JVBERi0xLjQ=' })
  if (given === 'broken') await kit.admin('POST', '/v1/sandbox/faults', { dialect: 'alipay', operation: path.slice(base.length + 1), fault: 'error-before', times: 1 })
  if (given === 'overdue') kit.clock.advance(hourMs + 1)
  return {
    client, end: kit.close,
    values: { client: client.clientId, live: client.clientId, dispute, signature: unsigned },
    async handle(request) {
      const answer = await kit.handle(request)
      if (!request.path.startsWith('/ams')) return answer
      const { signed, code } = toldOf(answer, client, request.target)
      assert.equal(signed, code !== 'INVALID_SIGNATURE F', 'only what proves nobody is told without a signature')
      return answer
    },
  }
}

/** A signature that is recorded as it is stays; all others are made here. */
export function alipaySigned(request: WireRequestInit, { client }: AlipayScene): WireRequestInit {
  const given = new Headers(request.headers as [string, string][])
  const time = given.get('request-time')
  const own = headersFor(client, request.target, String(request.body), time === null ? {} : { time })
  const recorded = given.get('signature')
  if (recorded === null) return { ...request, headers: own }
  const [, signature] = own.find(([name]) => name === 'Signature')!
  return { ...request, headers: [...given].map(([name, value]) => [name, name === 'signature' && recorded.endsWith(unsigned) ? signature : value]) }
}
