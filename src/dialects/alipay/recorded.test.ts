// The recorded exchanges, played the other way round: what the connector asks is what is documented, byte for byte where it is signed, and
// each recorded answer, given to it, ends as it must.
import assert from 'node:assert/strict'
import { createPublicKey, createVerify } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { acceptAsked, facing, keys, outcomeOf, says, sampleClient, submitAsked, type Facing } from '../../../test/kit/alipay-upstream.ts'
import { fillExchange, parseExchanges, type Exchange } from '../../wire/exchange.ts'
import { sampleDispute } from './contract/endpoints.ts'

const folder = new URL('./exchanges/', import.meta.url)
const clients = { sandbox: sampleClient, live: '5Y00000000000000' }
const at = 1685599933871

function recorded(name: string): Exchange[] {
  const client = name.endsWith('-in-sandbox') ? clients.sandbox : clients.live
  return parseExchanges(readFileSync(new URL(`${name}.http`, folder), 'utf8')).map(exchange => fillExchange(exchange, { client, live: clients.live, dispute: sampleDispute, signature: 'not-yet' }))
}

/** The recorded answer with a signature where there is one, made for what was really asked. */
function facingRecorded({ request, answer: { status, headers, body } }: Exchange): Facing {
  const given = Object.fromEntries(headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]))
  const client = request.headers.find(([name]) => name.toLowerCase() === 'client-id')?.[1] ?? clients.live
  const filled = body.replaceAll('{{any}}', '"JVBERi0xLjQ="')
  const without = given['signature'] === undefined ? ['signature', 'response-time', 'client-id'] : []
  return facing(says(filled, { status, time: given['response-time'] ?? '', clientId: given['client-id'] ?? client, without }), { credentials: { client_id: client }, now: at })
}

/** Method, path, the signed headers and every byte of the body; and the signature over them is ours. */
function sameRequest({ request, title }: Exchange, { asked: [ours] }: Facing): void {
  const { method, path, headers, body } = ours!
  assert.deepEqual([method, path, Buffer.from(body).toString()], [request.method, request.target, request.body], title)
  const { accept: _, signature, ...rest } = headers
  const { signature: recordedSignature, ...wanted } = Object.fromEntries(request.headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]))
  assert.deepEqual(rest, wanted, title)
  assert.match(recordedSignature!, /^algorithm=RSA256,keyVersion=1,signature=/)
  const value = /^algorithm=RSA256,keyVersion=1,signature=([A-Za-z0-9%]+)$/.exec(signature!)![1]!
  assert.ok(createVerify('RSA-SHA256').update(`POST ${path}\n${headers['client-id']}.${at}.${Buffer.from(body).toString()}`).verify(createPublicKey(keys.own), decodeURIComponent(value), 'base64'), title)
}

async function played(name: string, play: (face: Facing, exchange: Exchange) => Promise<string>): Promise<Record<string, string>> {
  const told: Record<string, string> = {}
  for (const exchange of recorded(name)) told[exchange.title] = await play(facingRecorded(exchange), exchange)
  return told
}

const idIn = ({ request: { body } }: Exchange): string => (JSON.parse(body) as { disputeId?: string }).disputeId ?? sampleDispute
const theirs = (exchange: Exchange) => ({ theirs: { id: idIn(exchange), status: null, reasonCode: null, reasonText: null } })

for (const where of ['', '-in-sandbox']) {
  test(`accepting${where}`, async () => {
    const told = await played(`accept-dispute${where}`, async (face, exchange) => {
      const outcome = await face.upstream.accept(acceptAsked(1, theirs(exchange)))
      if (exchange.request.body !== '{}') sameRequest(exchange, face)
      return outcomeOf(outcome)
    })
    assert.deepEqual(told, {
      'Accept a dispute: give up the money.': 'done accepted', 'Accepted before.': 'refused REPEAT_REQUEST for good', 'Defended before.': 'refused REPEAT_REQUEST for good',
      'After defenseDueTime.': 'refused TIME_EXCEEDS_LIMIT for good', 'Without a dispute.': 'refused PARAM_ILLEGAL for good', 'A dispute of nobody.': 'refused PARAM_ILLEGAL for good',
      'Something breaks inside.': 'unknown UNKNOWN_EXCEPTION', 'A signature that does not fit is told without one.': 'refused INVALID_SIGNATURE for now',
    })
  })

  test(`defending${where}`, async () => {
    const told = await played(`supply-defense-document${where}`, async (face, exchange) => {
      const outcome = await face.upstream.submit(submitAsked())
      if (exchange.request.body.includes('disputeEvidence')) sameRequest(exchange, face)
      return outcomeOf(outcome)
    })
    assert.deepEqual(told, {
      'Send the defense document.': 'done under_review', 'Without a document.': 'refused PARAM_ILLEGAL for good', 'A second document for a chargeback.': 'refused REPEAT_REQUEST for good',
      'After defenseDueTime.': 'refused TIME_EXCEEDS_LIMIT for good', 'A second document for a compliance request, before its check.': 'refused NOT_ALLOW_IN_CURRENT_STATUS for good',
    })
  })

  test(`proving the credentials${where}`, async () => {
    const told = await played(`download-dispute-evidence${where}`, async (face, exchange) => {
      const outcome = await face.upstream.probe()
      const nobodys = exchange.request.body.replace(sampleDispute, '0')
      if (exchange.title === 'Read the pre-filled form.') sameRequest({ ...exchange, request: { ...exchange.request, body: nobodys } }, face)
      return outcomeOf(outcome)
    })
    assert.deepEqual(told, { 'Read the pre-filled form.': 'done', 'Read back what was supplied.': 'done', 'A type that there is not.': 'done', 'What was never supplied.': 'done' })
  })
}

test('every recorded file is played here', () => {
  const names = ['accept-dispute', 'supply-defense-document', 'download-dispute-evidence']
  assert.deepEqual(readdirSync(folder).filter(name => name.endsWith('.http')).sort(), names.flatMap(name => [`${name}-in-sandbox.http`, `${name}.http`]).sort())
})
