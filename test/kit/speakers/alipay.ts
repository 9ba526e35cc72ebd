/** How Alipay's clients call, and how they read what they see. */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { headersFor, keyPair, pdf, pkcs8 } from '../alipay.ts'
import { jsonBody, ok, type Request, type Speaker } from '../speaker.ts'
import { textOf } from '../native.ts'

const root = '/ams/sandbox/api/v1/payments'
let own: string | null = null
const made = (): string => (own ??= pkcs8(keyPair()))

export const alipay: Speaker = {
  dialect: 'alipay',
  given: () => ({ private_key: made(), parley_private_key: made() }),
  signed({ client_id, private_key }, { target, body = '' }) {
    const privateKey = createPrivateKey({ key: Buffer.from(private_key!, 'base64'), format: 'der', type: 'pkcs8' })
    const of = { id: '', key: '', call: none, clientId: client_id!, privateKey, publicKey: createPublicKey(privateKey) }
    return Object.fromEntries(headersFor(of, target, String(body)))
  },
  accept: theirs => asking('acceptDispute', { disputeId: theirs }),
  defend: theirs => [asking('supplyDefenseDocument', { disputeId: theirs, disputeEvidence: pdf })],
  look: null,
  view: () => { throw new Error('Alipay shows no dispute') },
  done: answer => ok(answer) && textOf(answer.body.result?.resultStatus) === 'S',
}

const asking = (call: string, body: object): Request => ({ method: 'POST', target: `${root}/${call}`, ...jsonBody(body) })
const none = (): never => { throw new Error('Only its keys are used') }
