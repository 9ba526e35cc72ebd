/** Many callers at once, in a process of their own: each asks for one acceptance after the other, signed, or of the native API. Prints what it was told, by result. */
import { createPublicKey } from 'node:crypto'
import { Agent, request } from 'node:http'
import { fromPkcs8, headersFor, isSigned, type AlipayMerchant } from '../../kit/alipay.ts'

type Work = { url: string; path: string; connections: number; clientId: string; privateKey: string; publicKey: string; disputes: string[]; nativeKey: string | null }
const work = JSON.parse(process.env.WORK!) as Work
const publicKey = createPublicKey({ key: Buffer.from(work.publicKey, 'base64'), format: 'der', type: 'spki' })
const merchant = { clientId: work.clientId, privateKey: fromPkcs8(work.privateKey), publicKey } as AlipayMerchant
const agent = new Agent({ keepAlive: true, maxSockets: work.connections })
const told: Record<string, number> = {}

// Signed before and verified afterwards, so that the callers have nothing to do but to ask.
const requests = work.disputes.map(dispute => (work.nativeKey === null ? signed(dispute) : plain(dispute, work.nativeKey)))
const answers: Answer[] = []
await Promise.all(Array.from({ length: work.connections }, async () => {
  for (let next = requests.pop(); next; next = requests.pop()) answers.push(await post(next))
}))
agent.destroy()
for (const answer of answers) {
  const name = work.nativeKey === null ? resultOf(answer) : (JSON.parse(answer.body) as { state: string }).state
  told[name] = (told[name] ?? 0) + 1
}
process.stdout.write(JSON.stringify(told))

type Asked = { path: string; body: string; headers: Record<string, string> }
type Answer = { body: string; headers: Record<string, string> }

function signed(disputeId: string): Asked {
  const body = JSON.stringify({ disputeId })
  return { path: work.path, body, headers: Object.fromEntries(headersFor(merchant, work.path, body)) }
}

function plain(dispute: string, key: string): Asked {
  return { path: `/v1/disputes/${dispute}/accept`, body: '{"reason":"no_proof"}', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } }
}

function resultOf({ body, headers }: Answer): string {
  const { result } = JSON.parse(body) as { result: { resultCode: string } }
  return `${result.resultCode} ${isSigned(headers, body, merchant, work.path) ? 'signed' : 'unsigned'}`
}

function post({ path, body, headers }: Asked): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = request(`${work.url}${path}`, { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => void (text += piece)).on('end', () => done({ body: text, headers: answer.headers as Record<string, string> })).on('error', failed)
    })
    sent.on('error', failed).end(body)
  })
}
