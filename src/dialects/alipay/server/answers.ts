// Signs what goes out to a client that is known: over the address that was asked, the time of the answer and its very bytes.

import { formatInstantAt, type Instant } from '../../../core/time.ts'
import type { WireRequest, WireResponse } from '../../../wire/http.ts'
import { jsonType } from '../contract/shapes.ts'
import { failures, resultOf, type FailureCode } from '../results.ts'
import { sign } from '../signature.ts'
import type { Clients } from './clients.ts'

export const timeText = (at: Instant): string => formatInstantAt(at, 0, { fraction: false })

export function failureAnswer(code: FailureCode): WireResponse {
  return { status: failures[code].status, headers: { 'content-type': jsonType }, body: JSON.stringify({ result: resultOf(code) }) }
}

/**
 * A bad signature is told without one (docs.antom.com/ac/ams/digital_signature), and so is whatever is not an answer of this API. Whose
 * client cannot be looked up gets its answer unsigned: it says only that the outcome is unknown.
 */
export async function signedAnswer(answer: WireResponse, request: WireRequest, clients: Clients, now: Instant): Promise<WireResponse> {
  const { status, headers, body, fault } = answer
  if (status !== 200 || fault || typeof body !== 'string' || headers['content-type'] !== jsonType || body.startsWith(unsigned)) return answer
  const client = await clients.of(request).catch(() => null)
  if (!client) return answer
  const { ours, version } = clients.verifiedWith(request) ?? client.newest
  const time = timeText(now)
  const signature = await sign({ uri: request.path + request.search, clientId: client.id, time, body }, ours, version)
  // Lower case: the Python client looks for these very names.
  return { ...answer, headers: { ...headers, 'client-id': client.id, 'response-time': time, signature } }
}

const unsigned = '{"result":{"resultCode":"INVALID_SIGNATURE"'
