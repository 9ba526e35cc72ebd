// The recorded exchanges, played the other way round: what the connector asks is what is documented, and each recorded answer, given to it,
// ends as it must.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { acceptAsked, answer, facing, file, submitAsked, text, type Facing } from '../../../test/kit/afterpay-upstream.ts'
import { fillExchange, parseExchanges, type Exchange } from '../../wire/exchange.ts'
import type { Sent } from '../../wire/call.ts'
import { sample } from './contract/examples.ts'

const values = {
  dispute: sample.dispute, basic: 'MzI6YWJjZGVmZ2g=', file: sample.file, foreignFile: sample.unknownFile, foreign: sample.unknown, due: '1693004000', created: '1691880800', paid: '1691800000', link: 'expires=1',
}
const folder = new URL('./exchanges/', import.meta.url)
const recorded = (name: string): Exchange[] => parseExchanges(readFileSync(new URL(`${name}.http`, folder), 'utf8')).map(exchange => fillExchange(exchange, values))
const answerOf = ({ answer: { status, body } }: Exchange): Sent => answer(status, body.replaceAll('{{any}}', '"1691884000"').replaceAll('""1691884000""', '"1691884000"'))

/** What is asked has to be what is recorded, but for the words of User-Agent, and `Cache-Control`, which says that nobody keeps it. */
function sameRequest({ request, title }: Exchange, { asked }: Facing, number = 0): void {
  const { method, path, headers, body } = asked[number]!
  assert.deepEqual([method, path], [request.method, request.target], title)
  const wanted = Object.fromEntries(request.headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]))
  const { 'user-agent': agent = '', ...others } = wanted
  const { 'user-agent': ours = '', 'cache-control': kept, ...rest } = headers
  assert.deepEqual([rest, kept], [others, 'no-store'], title)
  assert.match(ours, /^[^/ ]+\/[\w.]+ \([^;]+\/[\w.]+; [^;]+\/[\w.]+; [^;]+\/\d+\)/)
  assert.match(agent, /^[^/ ]+\/[\w.]+ \([^;]+\/[\w.]+; [^;]+\/[\w.]+; [^;]+\/\d+\)/)
  assert.deepEqual(body.length ? JSON.parse(Buffer.from(body).toString()) : '', request.body === '' ? '' : JSON.parse(request.body), title)
}

const kindOf = (outcome: { kind: string; final?: boolean; value?: unknown }): string => {
  const state = (outcome.value as { reading?: { state: string } } | null)?.reading?.state
  return [outcome.kind, state, outcome.kind === 'refused' ? (outcome.final ? 'for good' : 'for now') : ''].filter(Boolean).join(' ')
}
type Played = Record<string, string>
async function playedAll(name: string, plays: (exchange: Exchange) => boolean, play: (exchange: Exchange) => Promise<{ kind: string }>): Promise<Played> {
  const played: Played = {}
  for (const exchange of recorded(name)) if (plays(exchange)) played[exchange.title] = kindOf(await play(exchange))
  return played
}
const anybody = (): boolean => true
const accepting = (over: object, far: Sent[], switches = {}) => {
  const face = facing(far, { switches })
  const { dispute } = acceptAsked()
  return { face, outcome: face.upstream.accept(acceptAsked({ theirs: { ...dispute.theirs, ...over } })) }
}
const idIn = ({ request }: Exchange): string => request.target.split('/')[3]!.split('?')[0]!
/** With other headers than the connector sends, or without some, the answer is played and the request is somebody else's. */
const isOurs = ({ request: { headers, target } }: Exchange): boolean =>
  headers.some(([name]) => name === 'Authorization') && headers.every(([name, value]) => !name.startsWith('Sec-') && (name !== 'Accept' || value === 'application/json')) && !target.includes('?x=1')

/** Closed by something: what a read-back then says of it. */
const lookedAt = (title: string): Sent => answer(200, recorded('get-dispute').find(({ answer: { body } }) => body.includes('deadline_expired'))!.answer.body.replaceAll('{{any}}', '"1"').replace('deadline_expired', title.includes('second') || title.includes('Twice') ? 'merchant_accepted' : 'deadline_expired'))

test('accepting by GET', async () => {
  const played = await playedAll('accept-dispute', anybody, async exchange => {
    const { face, outcome } = accepting({ id: idIn(exchange) }, [answerOf(exchange), lookedAt(exchange.title)])
    const told = await outcome
    if (isOurs(exchange)) sameRequest(exchange, face)
    return told
  })
  assert.deepEqual(played, {
    'Accepting an open dispute concedes it.': 'done accepted', 'So does accepting one that is under review.': 'done accepted', 'The parameter without a name means nothing.': 'done accepted',
    'A dispute that is closed takes no action: the second accept.': 'done accepted', 'Nor does one that is won.': 'refused for good', 'A dispute that this merchant does not have.': 'refused for good',
    "Another merchant's is none either.": 'refused for good', 'Without credentials.': 'refused for now', 'A browser that fetches ahead decides nothing.': 'refused for now', 'Nor does a page of somebody else.': 'refused for now',
  })
})

test('accepting by POST', async () => {
  const played = await playedAll('accept-dispute-by-post', ({ request }) => request.method === 'POST', async exchange => {
    const { face, outcome } = accepting({ id: idIn(exchange) }, [answerOf(exchange), lookedAt(exchange.title)], { accept: 'post' })
    const told = await outcome
    if (exchange.request.body !== '') sameRequest(exchange, face)
    return told
  })
  assert.deepEqual(played, { 'The older editions accept by POST, with an empty body.': 'done accepted', 'Or with an empty object.': 'done accepted', 'Twice is once too often.': 'done accepted', 'A dispute that is not there.': 'refused for good' })
})

test('the sample of the page itself: credentials, path and verb', async () => {
  const { face, outcome } = accepting({}, [answerOf(recorded('accept-dispute')[0]!)])
  await outcome
  const [{ method, url, headers }] = face.asked as [typeof face.asked[0]]
  assert.deepEqual([method, url, headers['authorization']], ['GET', `https://global-api-sandbox.afterpay.com/v2/disputes/${sample.dispute}/accept`, 'Basic MzI6YWJjZGVmZ2g='])
})

test('reading a dispute', async () => {
  const played = await playedAll('get-dispute', anybody, async exchange => {
    const face = facing([answerOf(exchange)])
    const told = await face.upstream.find(idIn(exchange))
    if (isOurs(exchange)) sameRequest(exchange, face)
    return told
  })
  assert.deepEqual(played, {
    'One dispute, bare.': 'done needs_response', 'One that the deadline closed.': 'done expired', 'One that the merchant refunded has no closing reason.': 'done refunded', 'One that is not there.': 'done',
    'An answer in HTML.': 'refused for good',
  })
})

test('reading the list', async () => {
  const played = await playedAll('list-disputes', anybody, async exchange => {
    const face = facing([answerOf(exchange)])
    const page = await face.upstream.list({ cursor: null, since: null })
    const size = page.kind === 'done' ? page.value.items.length : 0
    if (exchange.request.target === '/v2/disputes?offset=0&limit=10') sameRequest({ ...exchange, request: { ...exchange.request, target: '/v2/disputes?offset=0&limit=100' } }, face)
    return page.kind === 'done' ? { kind: `${size} rows` } : page
  })
  assert.deepEqual(played, { 'A page of disputes.': '1 rows', 'By the order.': '1 rows', 'None fits.': '0 rows', 'A limit out of range.': 'refused for good', 'A time that is none.': 'refused for good' })
})

test('responding', async () => {
  const own = [file(1, { category: 'shippingDocumentation' }), text(2, 'Australia Post', 'shippingCarrier'), text(3, '33XYZ', 'shippingTrackingNumber')]
  const played = await playedAll('respond-to-dispute', anybody, async exchange => {
    const isFlat = exchange.request.body.includes('"uncategorizedText": "Handed')
    const submitting = isFlat ? submitAsked([], 'Handed over on 3 November.') : submitAsked(own, null, { [own[0]!.id]: sample.file })
    const face = facing([answerOf(exchange)], { switches: { evidence: isFlat ? 'flat' : 'nested' } })
    const told = await face.upstream.submit(submitting)
    if (exchange.answer.status === 200) sameRequest(exchange, face)
    return told
  })
  assert.deepEqual(played, {
    'Evidence puts the dispute under review.': 'done under_review', 'The newest page has the fields beside the id.': 'done under_review', 'At least one field.': 'refused for good', 'Only once.': 'refused for good',
    'A body that is no JSON.': 'refused for good', 'A dispute that is not there.': 'refused for good',
  })
})

test('uploading', async () => {
  const played = await playedAll('upload-file', anybody, async exchange => {
    const responded = recorded('respond-to-dispute')[0]!
    const face = facing([answerOf(exchange), answerOf(responded)], { switches: { upload: 'base64' } })
    const asking = submitAsked([file(1)])
    const told = await face.upstream.submit({ ...asking, bytesOf: async () => Buffer.from('JVBERi0xLjcKJSVFT0YK', 'base64') })
    if (exchange.answer.status === 200) sameRequest(exchange, face)
    return told
  })
  assert.deepEqual(played, {
    'A file, its bytes in base 64 (how they travel is not documented).': 'done under_review', 'Another type of file than evidence.': 'refused for good', 'A file that is no GIF, JPEG, PDF or PNG.': 'refused for good',
    'The key of a file that nobody put here.': 'refused for good',
  })
})

test('every recorded file is played here, but for those of calls that the connector never makes', () => {
  const made = ['accept-dispute', 'accept-dispute-by-post', 'get-dispute', 'list-disputes', 'respond-to-dispute', 'upload-file']
  const never = ['download-file', 'retrieve-file']
  assert.deepEqual(readdirSync(folder).filter(name => name.endsWith('.http')).map(name => name.replace('.http', '')).sort(), [...made, ...never].sort())
})
