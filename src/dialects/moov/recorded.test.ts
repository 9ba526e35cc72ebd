// The recorded exchanges, played the other way: the connector gets the recorded answer and has to have sent the recorded request.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { account, aFile, answer, aText, connectedTo, keys, operationOf, ours, scripted, submission, theirId, theirs, type Far } from '../../../test/kit/moov-upstream.ts'
import { fillExchange, parseExchanges, type Exchange } from '../../wire/exchange.ts'
import { parseMultipart } from '../../wire/multipart.ts'
import type { Outcome } from '../../core/outcome.ts'
import type { Outgoing, Sent } from '../../wire/call.ts'
import { moovContract } from './contract.ts'
import { sample } from './contract/shapes.ts'

const unknownId = sample.unknown
const folder = new URL('./exchanges/', import.meta.url)
const values = { account, dispute: theirId, unknown: unknownId, evidence: 'e1', file: 'f1', webhook: unknownId, username: 'pub', password: 'sec', basic: 'cHViOnNlYw==' }
const recorded = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8')).map(exchange => fillExchange(exchange, values))

type Played = { file: string; ask(far: Far, dispute: string): Promise<Outcome<unknown>>; outcomes: Record<string, string>; never?: Record<string, string> }
const accepting = (dispute: string) => ({ ...ours('accepting', { id: dispute }), attempt: 1 })
const submitting = (evidence: Parameters<typeof submission>[0], dispute: string) => {
  const made = submission(evidence)
  return { ...made, dispute: { ...made.dispute, theirs: { ...made.dispute.theirs, id: dispute } } }
}

const played: Played[] = [
  {
    file: 'accept-dispute.http', ask: ({ upstream }, dispute) => upstream.accept(accepting(dispute)),
    outcomes: {
      'Accepting an open dispute, without a body.': 'done', 'A dispute that there is not.': 'refused 404',
      'A dispute that was accepted before: 409, the clash with its state.': 'done', 'A dispute that is under review.': 'refused 409',
    },
  },
  {
    file: 'get-dispute.http', ask: ({ upstream }, dispute) => upstream.find(dispute),
    outcomes: { 'A dispute that waits for a response.': 'done', 'A dispute that there is not.': 'done null', 'Nobody is calling.': 'refused 401', 'The account of somebody else.': 'refused 403' },
    never: { 'A malformed version.': 'the version is the contract\'s' },
  },
  { file: 'list-disputes.http', ask: ({ upstream }) => upstream.list({ cursor: null, since: null }), outcomes: { 'The disputes of an account, a bare array.': 'done', 'A status that there is not.': 'refused 400' } },
  {
    file: 'list-evidence.http', ask: ({ upstream }, dispute) => upstream.submit(submitting([], dispute)),
    outcomes: { 'The evidence of a dispute.': 'done', 'A dispute that there is not.': 'refused 404' },
  },
  { file: 'upload-evidence-text.http', ask: ({ upstream }, dispute) => upstream.submit(submitting([aText()], dispute)), outcomes: { 'A text.': 'done', 'What is no JSON.': 'refused 400' } },
  {
    file: 'upload-evidence-file.http', ask: ({ upstream }, dispute) => upstream.submit(submitting([aFile()], dispute)),
    outcomes: { 'A file, as the client writes it.': 'done', 'A type of evidence that there is not.': 'refused 422' }, never: { 'A type of file that is not taken.': 'it is turned away before' },
  },
  { file: 'submit-evidence.http', ask: ({ upstream }, dispute) => upstream.submit(submitting([], dispute)), outcomes: { 'The evidence goes to the network.': 'done', 'A second time.': 'refused 409', 'Nothing to submit.': 'refused 400' } },
  {
    file: 'create-access-token.http', ask: ({ upstream }) => upstream.probe(),
    outcomes: { 'An access token for an API key.': 'done', 'Without a scope.': 'refused token_422', 'With an API key that there is not.': 'refused token_401' }, never: { 'As the old client writes it, a form with the key in it.': 'JSON is documented as well' },
  },
]

/** Whatever is not recorded goes well. */
const usual: Record<string, Sent> = {
  listEvidence: answer(200, []), uploadEvidenceText: answer(201, { evidenceID: 'e' }), uploadEvidenceFile: answer(201, { evidenceID: 'f' }), listDisputes: answer(200, []),
  submitEvidence: answer(200, theirs({ status: 'under-review' })), createAccessToken: answer(200, { access_token: 't', expires_in: 1 }),
}

for (const { file, ask, outcomes, never = {} } of played) {
  test(`exchanges/${file}: the connector sends what is recorded and takes the answer for what it is`, async () => {
    const exchanges = recorded(file)
    assert.deepEqual(exchanges.map(({ title }) => title).sort(), [...Object.keys(outcomes), ...Object.keys(never)].sort())
    for (const exchange of exchanges.filter(({ title }) => title in outcomes)) {
      const { request, title, given } = exchange
      const operation = operationOf({ method: request.method, path: request.target })
      const status = given === 'accepted' ? 'accepted' : 'under-review'
      const send = scripted({ ...usual, getDispute: answer(200, theirs({ status })), [operation]: sentOf(exchange) })
      const [, account_id = account, dispute = theirId] = /^\/accounts\/([^/]+)\/disputes\/([^/?]+)/.exec(request.target) ?? []
      const far = connectedTo(send, { auth: file === 'create-access-token.http' ? 'token' : 'basic', credentials: { ...keys, account_id } })
      const said = await ask(far, dispute)
      assert.equal(said.kind === 'refused' ? `refused ${said.code}` : said.kind === 'done' && said.value === null ? 'done null' : said.kind, outcomes[title], title)
      const sent = far.sent.find(one => operationOf(one) === operation)
      assert.ok(sent, title)
      same(exchange, sent)
    }
  })
}

test('every call that the connector makes is played here', () => {
  const calls = new Set(played.map(({ file }) => recorded(file)[0]!.request).map(({ method, target }) => operationOf({ method, path: target })))
  const source = ['./connector.ts', './connector/access.ts', './connector/staging.ts'].map(file => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n')
  const made = Object.keys(moovContract.endpoints).filter(operation => new RegExp(`\\b${operation}\\b`).test(source))
  assert.deepEqual([...calls].sort(), made.sort())
  assert.ok(readdirSync(folder).length > played.length)
})

function sentOf({ answer: { status, headers, body } }: Exchange): Sent {
  const filled = body.replaceAll(/"\{\{any\}\}"|\{\{any\}\}/g, '"anything"')
  return answer(status, filled, Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value.replace('{{any}}', 'a')])))
}

/** Path, method, credentials and body as recorded; a list asks for more at once, by documented names. */
function same({ title, request }: Exchange, sent: Outgoing): void {
  const [path, query = ''] = request.target.split('?')
  const [sentPath, sentQuery = ''] = sent.path.split('?')
  assert.deepEqual([sent.method, sentPath], [request.method, path], title)
  const documented = Object.keys(moovContract.endpoints.listDisputes.query.shape)
  for (const name of new URLSearchParams(sentQuery).keys()) assert.ok(documented.includes(name), name)
  assert.equal(sentQuery === '', query === '', title)
  for (const [name, value] of request.headers.filter(([name]) => name !== 'Content-Type')) assert.equal(sent.headers[name.toLowerCase()], value, `${title} ${name}`)
  const type = request.headers.find(([name]) => name === 'Content-Type')?.[1]
  assert.equal(sent.headers['content-type']?.split(';')[0], type?.split(';')[0], title)
  if (title !== 'What is no JSON.') assert.deepEqual(bodyOf(sent.headers['content-type'], sent.body), bodyOf(type, Buffer.from(recordedBody(request))), title)
}

/** What the recording does on purpose wrongly, the connector does right. */
function recordedBody({ body, headers }: Exchange['request']): string {
  const isForm = headers.some(([name, value]) => name === 'Content-Type' && value.startsWith('multipart/'))
  const whole = isForm ? body.replaceAll('\n', '\r\n').replace('nonsense', 'receipt') : body
  if (!/"grant_type"/.test(whole)) return whole
  const { client_id: _, client_secret: __, ...asked } = JSON.parse(whole) as Record<string, string>
  return JSON.stringify({ ...asked, scope: `/accounts/${account}/transfers.read /accounts/${account}/transfers.write` })
}

function bodyOf(type: string | undefined, body: Uint8Array): unknown {
  if (body.length === 0) return null
  if (!type!.startsWith('multipart/')) return JSON.parse(Buffer.from(body).toString())
  const form = parseMultipart(body, type!)
  assert.ok(form.ok)
  const { bytes, ...file } = form.value.files.file!
  return [{ ...form.value.fields }, file, Buffer.from(bytes).toString()]
}
