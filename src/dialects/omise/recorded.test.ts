// The recorded exchanges, played the other way: the connector gets the recorded answer and has to have sent the recorded request.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { accepting, acceptedWords, aFile, after, answer, basic, connectedTo, listed, operationOf, scripted, submission, theirId, theirs, type Far } from '../../../test/kit/omise-upstream.ts'
import { fileForm } from '../../../test/kit/omise.ts'
import type { Outcome } from '../../core/outcome.ts'
import type { Told } from '../../engine/upstream.ts'
import type { Outgoing, Sent } from '../../wire/call.ts'
import { fillExchange, parseExchanges, type Exchange } from '../../wire/exchange.ts'
import { parseMultipart } from '../../wire/multipart.ts'
import { omiseContract } from './contract.ts'
import { sample } from './contract/examples.ts'
import { newestVersion } from './view.ts'

const formText = (form: ReturnType<typeof fileForm>): string => Buffer.from(form[0]).toString()
const values = {
  ...sample, basic, foreign: 'dspt_test_foreign', reader: basic,
  file: formText(fileForm({ bytes: '%PDF-1.7\n%%EOF\n', filename: 'receipt.pdf', type: 'application/pdf', kind: 'proof_of_receipt' })), notes: formText(fileForm({ bytes: '# Notes', filename: 'notes.md', type: 'text/markdown' })),
}
const folder = new URL('./exchanges/', import.meta.url)
const recorded = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8')).map(exchange => fillExchange(exchange, values))

/** `outcomes` by title; `others` are requests of somebody else, whose answers are played all the same, or could not come of ours. */
type Played = { file: string; acceptMethod?: 'PATCH'; ask(far: Far, dispute: string): Promise<Outcome<unknown>>; outcomes: Record<string, string>; others?: Record<string, string> }
const statement = 'Delivered on 3 November.'

const played: Played[] = [
  {
    file: 'accept-dispute.http', ask: ({ upstream }, id) => upstream.accept(accepting({ id })),
    outcomes: {
      'Accepting an open dispute loses it, with one transaction as before.': 'done accepted', 'Accepting a pending dispute keeps its message.': 'done accepted', 'A second accept is refused.': 'refused dispute_already_closed',
      'An unknown dispute.': 'refused not_found', "Another merchant's dispute is as unknown.": 'refused not_found', 'An id of another form.': 'refused bad_request', 'A key that may only read.': 'refused forbidden',
    },
    others: { 'A missing id.': 'thrown', 'Without a key.': 'refused authentication_failure' },
  },
  {
    file: 'accept-dispute-by-patch.http', acceptMethod: 'PATCH', ask: ({ upstream }, id) => upstream.accept(accepting({ id })),
    outcomes: {}, others: { 'omise-ruby accepts with an empty form.': 'done accepted', 'omise-python accepts with {}.': 'done accepted', 'A second accept is refused.': 'refused dispute_already_closed' },
  },
  {
    file: 'get-dispute.http', ask: ({ upstream }, id) => upstream.find(id),
    outcomes: { 'A dispute.': 'done needs_response', 'An unknown dispute.': 'done nothing', "Another merchant's dispute is as unknown.": 'done nothing' },
    others: { 'omise-python retrieves with a body.': 'done needs_response', 'An older version.': 'done needs_response', 'A version that there is not.': 'refused bad_request' },
  },
  {
    file: 'list-disputes.http', ask: ({ upstream }) => upstream.list({ cursor: null, since: null }),
    outcomes: { 'The list at /disputes.': 'done 1' },
    others: {
      'More than 100 at once are a bad request.': 'refused bad_request', 'omise-node lists with an empty query.': 'done 1', 'omise-php lists with a slash at the end.': 'done 1', 'omise-python puts its paging into a body.': 'done 1',
      'Without a key nothing is told.': 'refused authentication_failure',
    },
  },
  {
    file: 'update-dispute.http', ask: ({ upstream }, id) => upstream.submit(submission([], statement, {}, { id })),
    outcomes: { 'A message answers the dispute.': 'done under_review' },
    others: {
      'Metadata as a form leaves it open.': 'unknown', 'A pending dispute takes no more.': 'refused invalid_dispute_status', 'A closed one neither.': 'refused dispute_already_closed', 'What is no JSON cannot be read.': 'refused bad_request',
      'Plain text is no content type of this call.': 'refused unsupported_media_type',
    },
  },
  {
    file: 'upload-document.http', ask: ({ upstream }, id) => upstream.submit(submission([aFile()], statement, {}, { id })),
    outcomes: { 'A PDF.': 'done under_review', 'A pending dispute is locked.': 'refused documents_locked' }, others: { 'A Markdown file.': 'refused invalid_file_type' },
  },
  {
    file: 'list-documents.http', ask: ({ upstream }, id) => upstream.submit(submission([aFile({ name: 'other.pdf' })], statement, {}, { id })),
    outcomes: { 'The documents.': 'done under_review', 'Of an unknown dispute.': 'refused not_found' },
  },
]

const closedAs = answer(200, theirs({ ...after('2026-11-20T09:00:00Z'), ...acceptedWords }))
/** Whatever is not recorded goes well; what is looked at was closed before anybody decided here. */
const usual = {
  getDispute: closedAs, listDocuments: listed([]), uploadDocument: answer(200, { object: 'document', id: 'docu_test_1' }), updateDispute: answer(200, theirs({ status: 'pending', message: statement })),
}

for (const { file, acceptMethod = 'POST', ask, outcomes, others = {} } of played) {
  test(`exchanges/${file}: the connector sends what is recorded and takes each answer for what it is`, async () => {
    const exchanges = recorded(file)
    const heard: Record<string, string> = {}
    for (const exchange of exchanges) {
      const { request, title } = exchange
      const operation = operationOf({ method: request.method, path: request.target.replace(/\/$/, '') })
      const id = /^\/disputes\/([^/?]*)/.exec(request.target)?.[1] ?? theirId
      const gone = exchange.answer.status === 404 ? { getDispute: sentOf(exchange) } : {}
      const far = connectedTo(scripted({ ...usual, ...gone, [operation]: sentOf(exchange) }), { acceptMethod })
      heard[title] = await ask(far, id).then(shown, () => 'thrown')
      if (title in outcomes) same(exchange, far.sent.find(one => operationOf(one) === operation)!)
    }
    assert.deepEqual(heard, { ...outcomes, ...others })
  })
}

test('PATCH is sent as the page of no client has it, bare: no body and no type of one', async () => {
  const far = connectedTo(scripted({ acceptDisputeByPatch: closedAs }), { acceptMethod: 'PATCH' })
  await far.upstream.accept(accepting())
  const [{ method, path, headers, body }] = far.sent as [Outgoing]
  assert.deepEqual([method, path, body.length, Object.keys(headers).sort()], ['PATCH', `/disputes/${theirId}/accept`, 0, ['accept', 'authorization', 'omise-version']])
})

test('every call that the connector makes is played here', () => {
  const calls = new Set(played.map(({ file }) => recorded(file)[0]!.request).map(({ method, target }) => operationOf({ method, path: target })))
  const source = ['./connector.ts', './upstream/looks.ts', './upstream/staging.ts'].map(file => readFileSync(new URL(file, import.meta.url), 'utf8')).join('\n')
  const made = Object.keys(omiseContract.endpoints).filter(operation => new RegExp(`endpoints\\.${operation}\\b`).test(source))
  assert.deepEqual([...calls].sort(), made.sort())
  assert.ok(readdirSync(folder).length > played.length)
})

function shown(outcome: Outcome<unknown>): string {
  if (outcome.kind !== 'done') return outcome.kind === 'refused' ? `refused ${outcome.code}` : outcome.kind
  const value = outcome.value as Told | { items: Told[] } | null
  return `done ${value === null ? 'nothing' : 'items' in value ? value.items.length : value.reading.state}`
}

/** What differs from run to run is a time, or the name of something. */
function sentOf({ answer: { status, headers, body } }: Exchange): Sent {
  const filled = body.replaceAll(/"\{\{any\}\}"|\{\{any\}\}/g, '"2026-11-21T12:00:01Z"').replaceAll('/"2026-11-21T12:00:01Z""', '/x"')
  return answer(status, filled, Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])))
}

/** Verb, path, credentials and body as recorded; the version and a larger page are asked for by documented names. */
function same({ title, request }: Exchange, { method, path, headers, body }: Outgoing): void {
  const [target, query = ''] = path.split('?')
  assert.deepEqual([method, target], [request.method, request.target], title)
  for (const name of new URLSearchParams(query).keys()) assert.ok(['limit', 'offset', 'order'].includes(name), name)
  assert.deepEqual([headers['authorization'], headers['omise-version']], [`Basic ${basic}`, newestVersion], title)
  const type = request.headers.find(([name]) => name === 'Content-Type')?.[1]
  assert.equal(headers['content-type']?.split(';')[0], type?.split(';')[0], title)
  assert.deepEqual(bodyOf(headers['content-type'], body), bodyOf(type, Buffer.from(withLineEnds(request))), title)
}

const withLineEnds = ({ body }: Exchange['request']): string => (body.includes('\r') || !body.startsWith('--') ? body : body.replaceAll('\n', '\r\n'))

function bodyOf(type: string | undefined, body: Uint8Array): unknown {
  if (!type?.startsWith('multipart/')) return body.length === 0 ? null : (JSON.parse(Buffer.from(body).toString()) as unknown)
  const form = parseMultipart(body, type)
  assert.ok(form.ok)
  const { bytes, ...file } = form.value.files['file']!
  return [{ ...form.value.fields }, file, Buffer.from(bytes).toString()]
}
