// One call to Alipay: signed over the bytes that go out, and its answer verified over the bytes that came back before anything of it
// counts. It sends once, and takes nothing for done or refused that does not say so itself.

import { done, refused, unknown, unsent, type Outcome } from '../../core/outcome.ts'
import { call, type Answered, type Called } from '../../wire/call.ts'
import type { ConnectParts } from '../dialect.ts'
import { endpoints } from './contract/endpoints.ts'
import { jsonType } from './contract/shapes.ts'
import { clientKeysOf, type ClientKeys } from './keys.ts'
import { isSandboxClient } from './scheme.ts'
import { sign, verifyHeader } from './signature.ts'
import { objectOf, textOf, type Json } from './values.ts'

export type CallName = 'acceptDispute' | 'supplyDefenseDocument' | 'downloadDisputeEvidence'
/** What a verified SUCCESS says besides its result. */
export type Said = { body: Json; text: string }
export type Ask = (name: CallName, fields: Readonly<Record<string, string>>) => Promise<Outcome<Said>>

export function askOf({ baseUrl, credentials, send, now }: Pick<ConnectParts, 'baseUrl' | 'credentials' | 'send' | 'now'>): Ask {
  return async (name, fields) => {
    const keys = clientKeysOf(credentials)
    if (typeof keys === 'string') return unsent(keys)
    const { clientId, keyVersion, own } = keys
    const time = String(now())
    let uri = ''
    const answer = await call(endpointOf(name, clientId), { body: { bytes: JSON.stringify(fields), contentType: jsonType } }, {
      baseUrl, send, now,
      async sign({ path, body }) {
        uri = path
        return { 'client-id': clientId, 'request-time': time, signature: await sign({ uri, clientId, time, body }, own, keyVersion) }
      },
    })
    return judged(answer, uri, keys)
  }
}

/** The clients put `/sandbox` into the path, and sign that path, when the client id begins with SANDBOX_. */
const endpointOf = (name: CallName, clientId: string) => endpoints[isSandboxClient(clientId) ? `${name}InSandbox` as const : name]

/** No page gives a status but 200 any meaning: whatever else comes proves nothing, not even that nothing happened. */
async function judged(answer: Called, uri: string, keys: ClientKeys): Promise<Outcome<Said>> {
  if (answer.kind === 'unsent') return answer
  if (answer.kind === 'lost') return unknown(answer.cause)
  if (answer.status !== 200) return unknown(`status_${answer.status}`)
  const result = resultIn(answer.body)
  if (!answer.headers.has('signature')) return unsigned(result)
  if (!await isTheirs(answer, uri, keys)) return unknown('answer_signature_does_not_fit')
  return result ? told(result, answer) : unknown('answer_unreadable')
}

/** The answer is signed like the request: over its path, their time and the bytes as they came. */
async function isTheirs({ headers, bytes }: Answered, uri: string, { clientId, platform }: ClientKeys): Promise<boolean> {
  const time = headers.get('response-time')
  if (!time || (headers.get('client-id') ?? clientId) !== clientId) return false
  return verifyHeader({ uri, clientId, time, body: bytes }, headers.get('signature'), platform)
}

type Result = { code: string; status: string; message: string | null }

/** Only a bad signature is told without one (docs.antom.com/ac/ams/digital_signature); both pages' words for it. */
const signatureCodes = ['INVALID_SIGNATURE', 'SIGNATURE_INVALID']

function unsigned(result: Result | null): Outcome<never> {
  return result?.status === 'F' && signatureCodes.includes(result.code) ? refused(result.code, result.message, false) : unknown('answer_unsigned')
}

function told({ code, status, message }: Result, { body, text }: Answered): Outcome<Said> {
  if (status === 'S' && code === 'SUCCESS') return done({ body: body as Json, text })
  if (status === 'F' && code !== 'SUCCESS' && code !== 'UNKNOWN_EXCEPTION') return refused(code, message, !signatureCodes.includes(code))
  return unknown(status === 'U' ? code : `answer_${status}_${code}`)
}

/** Never by its message: only the code and the status mean something. */
function resultIn(body: unknown): Result | null {
  const { resultCode, resultStatus, resultMessage } = objectOf(objectOf(body)?.['result']) ?? {}
  const [code, status] = [textOf(resultCode, 64), textOf(resultStatus, 64)]
  return code === null || status === null ? null : { code, status, message: textOf(resultMessage, 256) }
}
