/** Plays a recorded exchange at a server and compares the whole answer with the recorded one. */
import assert from 'node:assert/strict'
import { fillExchange, matchAnswer, type Exchange } from '../../src/wire/exchange.ts'
import { wireRequest, type WireResponse } from '../../src/wire/http.ts'
import type { Proof, Scene } from './prove.ts'

export async function playExchange<S extends Scene>(exchange: Exchange, { given, signed }: Pick<Proof<S>, 'given' | 'signed'>): Promise<void> {
  const scene = await given(exchange.given, exchange.request.target)
  const { request, answer, title } = fillExchange(exchange, scene.values)
  const whole = { ...request, body: withLineEnds(request) }
  const heard = await gathered(await scene.handle(wireRequest(signed?.(whole, scene) ?? whole)))
  assert.deepEqual(matchAnswer(answer, heard), [], `${title} ${request.method} ${request.target}`)
  await scene.end?.()
}

/** What is sent in pieces as one text, with the line ends that a text file keeps. */
async function gathered(answer: WireResponse): Promise<WireResponse> {
  if (typeof answer.body === 'string' || answer.body instanceof Uint8Array) return answer
  const pieces = await Array.fromAsync(answer.body)
  return { ...answer, body: pieces.join('').replaceAll('\r\n', '\n').trimEnd() }
}

/** A form needs the line ends that a text file does not keep. */
function withLineEnds({ headers, body }: Exchange['request']): string {
  const isForm = headers.some(([name, value]) => name.toLowerCase() === 'content-type' && value.startsWith('multipart/'))
  return isForm && !body.includes('\r') ? body.replaceAll('\n', '\r\n') : body
}
