// The recorded exchanges played the other way round: what the connector sends is what is documented, and each recorded answer, good or
// bad, has the outcome that it proves.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Outcome } from '../../core/outcome.ts'
import { fillExchange, parseExchanges, type Exchange } from '../../wire/exchange.ts'
import type { Outgoing, Sent } from '../../wire/call.ts'
import { accepting, answers, bodyOf, credentials, submitting, upstreamOver } from '../../../test/kit/ahrvo-upstream.ts'
import { ids } from './contract/samples.ts'
import { root } from './contract/shapes.ts'

const basic = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')
const file = '%PDF-1.7\n%%EOF'
const values = { ...ids, basic, foreign: 'DPforeign', reader: 'x', strict: 'x', file, html: file }
/** What the file leaves open is a text of some kind. */
const filled = (exchange: Exchange): Exchange => {
  const { answer, ...rest } = fillExchange(exchange, values)
  return { ...rest, answer: { ...answer, body: answer.body.replace(/"(?:[^"\\]|\\.)*"|\{\{any\}\}/g, found => (found === '{{any}}' ? '"2026-11-20T10:00:00Z"' : found)) } }
}
const exchangesOf = (name: string): Exchange[] => parseExchanges(readFileSync(new URL(`./exchanges/${name}.http`, import.meta.url), 'utf8')).map(filled)
const recorded = ({ answer: { status, headers, body } }: Exchange): Sent => answers(status, body, Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])))
const idIn = ({ request: { target } }: Exchange): string => /disputes\/([^/?]+)/.exec(target)![1]!
const short = (outcome: Outcome<unknown>): string => (outcome.kind === 'refused' ? `refused ${outcome.code} ${outcome.final ? 'for good' : 'for now'}` : 'cause' in outcome ? `${outcome.kind} ${outcome.cause}` : outcome.kind)

/** Only a dispute that has been answered as was asked is done; every documented refusal is one, by its own code. */
function provedBy(exchange: Exchange, wanted: string | null): string {
  const body = JSON.parse(exchange.answer.body) as { response_state?: string; _embedded?: { errors?: { code: string }[] } }
  if (exchange.answer.status < 300) return wanted === null || body.response_state === wanted ? 'done' : 'unknown'
  return `refused ${body._embedded!.errors![0]!.code} ${[401, 403].includes(exchange.answer.status) ? 'for now' : 'for good'}`
}

test('accepting is sent as it is documented, and each recorded answer to it has its outcome', async () => {
  const [first, ...more] = exchangesOf('accept-dispute')
  const { upstream, sent } = upstreamOver(() => recorded(first!))
  const { note } = JSON.parse(first!.request.body) as { note: string }
  assert.equal((await upstream.accept(accepting(ids.dispute, note))).kind, 'done')
  sameRequest(sent[0]!, first!)
  assert.deepEqual(Buffer.from(sent[0]!.body).toString(), `{"note":"${note}"}`)
  for (const exchange of more) {
    const waits = answers(200, { id: idIn(exchange), state: 'PENDING', response_state: 'NEEDS_RESPONSE' })
    const outcome = await upstreamOver(({ method }) => (method === 'POST' ? recorded(exchange) : waits)).upstream.accept(accepting(idIn(exchange)))
    assert.equal(short(outcome), provedBy(exchange, 'ACCEPTED'), exchange.title)
  }
})

test('fetching is sent as it is documented, and what there is not is known not to be', async () => {
  for (const exchange of exchangesOf('get-dispute')) {
    const { upstream, sent } = upstreamOver(() => recorded(exchange))
    const outcome = await upstream.find(idIn(exchange))
    if (exchange.answer.status === 404) assert.deepEqual(outcome, { kind: 'done', value: null }, exchange.title)
    else assert.equal(outcome.kind === 'done' && outcome.value?.theirId, idIn(exchange), exchange.title)
    sameRequest(sent[0]!, exchange)
  }
})

test('lists of both forms are read, and one that is refused is refused', async () => {
  for (const exchange of exchangesOf('list-disputes')) {
    const { upstream, sent } = upstreamOver(() => recorded(exchange))
    const outcome = await upstream.list({ cursor: null, since: null })
    assert.equal(short(outcome), provedBy(exchange, null), exchange.title)
    if (outcome.kind === 'done') assert.equal(outcome.value.next, null)
    assert.deepEqual([sent[0]!.method, sent[0]!.path], ['GET', `${root}/disputes?limit=100`])
  }
})

test('submitting is sent as it is documented, with the version that its page calls mandatory', async () => {
  for (const exchange of exchangesOf('submit-dispute')) {
    const { upstream, sent } = upstreamOver(() => recorded(exchange))
    const { note = null } = (exchange.request.body ? JSON.parse(exchange.request.body) : {}) as { note?: string | null }
    assert.equal(short(await upstream.submit(submitting({ theirId: idIn(exchange), statement: note ?? 'x' }))), provedBy(exchange, 'RESPONDED'), exchange.title)
    sameRequest(sent[0]!, exchange)
    assert.equal(sent[0]!.headers['finix-version'], '2022-02-01')
    if (note) assert.deepEqual(bodyOf(sent[0]!), { note })
  }
})

test('files are listed, sent and fetched as it is documented, and each recorded refusal of a file is one of the defense', async () => {
  const [list, missing] = exchangesOf('list-evidence')
  const [bytes] = exchangesOf('download-evidence')
  const uploads = exchangesOf('upload-evidence')
  const submitted = exchangesOf('submit-dispute')[0]!
  const defense = () => submitting({ theirId: ids.dispute, files: [{ name: 'receipt.pdf', bytes: file }] })
  for (const upload of uploads) {
    const told = upload.answer.status < 300 ? { ...upload, answer: { ...upload.answer, body: JSON.stringify({ ...JSON.parse(upload.answer.body) as object, id: 'EVnew' }) } } : upload
    const { upstream, sent } = upstreamOver(({ method, path }) => {
      if (path.includes('/download')) return answers(200, 'other bytes')
      return recorded(path.endsWith('/submit') ? submitted : method === 'GET' ? list! : told)
    })
    const asked = defense()
    assert.equal(short(await upstream.submit(asked)), upload.answer.status < 300 ? 'done' : provedBy(upload, null), upload.title)
    const [listed, fetched, uploaded] = sent
    assert.deepEqual([listed!.method, listed!.path], ['GET', `${root}/disputes/${ids.dispute}/evidence?limit=100`])
    sameRequest(fetched!, bytes!)
    assert.deepEqual([uploaded!.method, uploaded!.path, uploaded!.headers['content-type']?.startsWith('multipart/form-data; boundary=')], ['POST', upload.request.target, true])
    assert.match(Buffer.from(uploaded!.body).toString(), /^--(\S+)\r\nContent-Disposition: form-data; name="file"; filename="receipt\.pdf"\r\nContent-Type: application\/pdf\r\n\r\n%PDF-1\.7\n%%EOF\r\n--\1--\r\n$/)
    if (upload.answer.status < 300) assert.deepEqual(Object.values(asked.kept), ['EVnew'])
  }
  assert.equal(short(await upstreamOver(() => recorded(missing!)).upstream.submit(submitting({ theirId: 'DPnope', files: [{ name: 'receipt.pdf', bytes: file }] }))), 'refused NOT_FOUND for good')
})

/** Method, target and each documented header that is about more than one caller; the connector always says its version and what it reads. */
function sameRequest(sent: Outgoing, { request, title }: Exchange): void {
  assert.deepEqual([sent.method, sent.path, sent.url], [request.method, request.target, `https://api.ahrvo.network${request.target}`], title)
  const documented = new Map(request.headers.map(([name, value]) => [name.toLowerCase(), value]))
  assert.equal(sent.headers['authorization'], `Basic ${basic}`)
  for (const name of ['content-type', 'finix-version']) if (documented.has(name)) assert.equal(sent.headers[name], documented.get(name), `${title}: ${name}`)
  assert.match(sent.headers['accept']!, sent.path.endsWith('/download') ? /^application\/octet-stream/ : /^application\/hal\+json, application\/json$/)
}
