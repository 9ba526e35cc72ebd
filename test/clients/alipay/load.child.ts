/** Many callers at once, in a process of their own: each signs, asks and verifies the answer. Prints what it was told, by result. */
import { createPublicKey } from 'node:crypto'
import { Agent, request } from 'node:http'
import { fromPkcs8, headersFor, isSigned, type AlipayMerchant } from '../../kit/alipay.ts'

type Work = { url: string; path: string; connections: number; clientId: string; privateKey: string; publicKey: string; disputes: string[] }
const work = JSON.parse(process.env.WORK!) as Work
const publicKey = createPublicKey({ key: Buffer.from(work.publicKey, 'base64'), format: 'der', type: 'spki' })
const merchant = { clientId: work.clientId, privateKey: fromPkcs8(work.privateKey), publicKey } as AlipayMerchant
const agent = new Agent({ keepAlive: true, maxSockets: work.connections })
const told: Record<string, number> = {}

await Promise.all(Array.from({ length: work.connections }, async () => {
  for (let dispute = work.disputes.pop(); dispute !== undefined; dispute = work.disputes.pop()) {
    const { body, headers } = await post(JSON.stringify({ disputeId: dispute }))
    const { result } = JSON.parse(body) as { result: { resultCode: string } }
    const name = `${result.resultCode} ${isSigned(headers, body, merchant, work.path) ? 'signed' : 'unsigned'}`
    told[name] = (told[name] ?? 0) + 1
  }
}))
agent.destroy()
process.stdout.write(JSON.stringify(told))

function post(body: string): Promise<{ body: string; headers: Record<string, string> }> {
  return new Promise((done, failed) => {
    const sent = request(`${work.url}${work.path}`, { method: 'POST', agent, headers: { ...Object.fromEntries(headersFor(merchant, work.path, body)), 'content-length': Buffer.byteLength(body) } }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => void (text += piece)).on('end', () => done({ body: text, headers: answer.headers as Record<string, string> })).on('error', failed)
    })
    sent.on('error', failed).end(body)
  })
}
