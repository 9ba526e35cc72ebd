import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aFile, answer, aText, connectedTo, scripted, submission, theirId, theirs } from '../../../../test/kit/moov-upstream.ts'
import { id } from '../../../../test/kit/builders.ts'
import type { Sent } from '../../../wire/call.ts'
import { parseMultipart } from '../../../wire/multipart.ts'

const submitted = answer(200, theirs({ status: 'under-review', submittedOn: '2026-11-21T12:00:00Z' }))
const theirFile = (evidenceID: string, over: object = {}) => ({ evidenceID, disputeID: theirId, evidenceType: 'receipt', filename: 'receipt.pdf', mimeType: 'application/pdf', size: 4, ...over })
const theirText = (evidenceID: string, over: object = {}) => ({ evidenceID, disputeID: theirId, evidenceType: 'cover-letter', text: 'Delivered on 1 May', ...over })
const far = (script: Record<string, Sent | readonly Sent[]>) => connectedTo(scripted({ listEvidence: answer(200, []), submitEvidence: submitted, ...script }))
const lost: Sent = { kind: 'lost', cause: 'reset', status: null }
const steps = { file: id('evd', 1), text: id('evd', 2) }

test('evidence is uploaded piece by piece in its own encoding, a statement as a letter, and then submitted', async () => {
  const { upstream, sent, operations } = far({ uploadEvidenceFile: answer(201, theirFile('f1')), uploadEvidenceText: [answer(201, theirText('t1')), answer(201, theirText('t2'))] })
  const kept = {}
  const outcome = await upstream.submit(submission([aFile(), aText()], 'It was delivered.', kept))
  assert.deepEqual([outcome.kind, operations()], ['done', ['listEvidence', 'uploadEvidenceFile', 'uploadEvidenceText', 'uploadEvidenceText', 'submitEvidence']])
  assert.deepEqual(kept, { [steps.file]: 'is f1', [steps.text]: 'is t1', statement: 'is t2' })
  const form = parseMultipart(sent[1]!.body, sent[1]!.headers['content-type']!)
  assert.ok(form.ok)
  const { filename, contentType, bytes } = form.value.files.file!
  assert.deepEqual([{ ...form.value.fields }, Object.keys(form.value.files), filename, contentType, Buffer.from(bytes).toString()], [{ evidenceType: 'receipt' }, ['file'], 'receipt.pdf', 'application/pdf', '%PDF'])
  assert.deepEqual(JSON.parse(Buffer.from(sent[3]!.body).toString()), { text: 'It was delivered.', evidenceType: 'cover-letter' })
  assert.deepEqual([sent[4]!.body.length, sent[4]!.headers['content-type']], [0, undefined])
})

test('each of the three types goes out under its own name, and a category that Moov does not have as generic', async () => {
  for (const [type, filename] of [['image/jpeg', 'jpg'], ['image/tiff', 'tif'], ['application/pdf', 'pdf']] as const) {
    const { upstream, sent } = far({ uploadEvidenceFile: answer(201, theirFile('f1')) })
    await upstream.submit(submission([aFile({ type, name: null, category: 'screenshot' })]))
    const form = parseMultipart(sent[1]!.body, sent[1]!.headers['content-type']!)
    assert.ok(form.ok)
    assert.deepEqual([form.value.fields.evidenceType, form.value.files.file!.filename, form.value.files.file!.contentType], ['generic-evidence', `${steps.file}.${filename}`, type])
  }
})

test('what cannot go whole does not go at all', async () => {
  const unfit = [aFile({ type: 'image/png' }), aFile({ type: 'application/octet-stream' }), aFile({ size: 4_194_305 }), aText({ text: 'a'.repeat(751) })]
  for (const item of unfit) {
    const { upstream, sent } = far({})
    const outcome = await upstream.submit(submission([aFile({ id: id('evd', 9) }), item]))
    assert.deepEqual([outcome.kind, sent.length], ['refused', 0], item.type)
  }
})

test('an upload without an answer leaves the defense unsent, is on record, and is found again instead of being sent again', async () => {
  const kept = {}
  const first = await far({ uploadEvidenceFile: lost }).upstream.submit(submission([aFile()], null, kept))
  assert.deepEqual([first, kept], [{ kind: 'unsent', cause: 'upload: reset' }, { [steps.file]: 'sent' }])
  const { upstream, operations } = far({ listEvidence: answer(200, [theirFile('f1')]) })
  assert.equal((await upstream.submit(submission([aFile()], null, kept))).kind, 'done')
  assert.deepEqual([operations(), kept], [['listEvidence', 'submitEvidence'], { [steps.file]: 'is f1' }])
})

test('one that did not arrive is sent again; one that lay there before, or is another, does not count as it', async () => {
  const elsewhere = [theirFile('f1', { size: 5 }), theirFile('f2', { filename: 'other.pdf' }), theirFile('f3', { mimeType: 'image/jpeg' }), theirFile('f4', { evidenceType: 'other' })]
  for (const [list, mark] of [[[], 'sent'], [[theirFile('old')], 'sent old'], [elsewhere, 'sent']] as const) {
    const kept = { [steps.file]: mark }
    const { upstream, operations } = far({ listEvidence: answer(200, list), uploadEvidenceFile: answer(201, theirFile('new')) })
    await upstream.submit(submission([aFile()], null, kept))
    assert.deepEqual([operations(), kept], [['listEvidence', 'uploadEvidenceFile', 'submitEvidence'], { [steps.file]: 'is new' }])
  }
})

test('what somebody else put there under the same name is not taken for ours', async () => {
  const { upstream, operations } = far({ listEvidence: answer(200, [theirFile('theirs')]), uploadEvidenceFile: lost })
  const kept = {}
  await upstream.submit(submission([aFile()], null, kept))
  assert.deepEqual([operations(), kept], [['listEvidence', 'uploadEvidenceFile'], { [steps.file]: 'sent theirs' }])
})

test('two of the same name and size are two', async () => {
  const kept = { [steps.file]: 'is f1', [id('evd', 3)]: 'sent' }
  const items = [aFile(), aFile({ id: id('evd', 3), digest: 'd3' })]
  const { upstream, operations } = far({ listEvidence: answer(200, [theirFile('f1')]), uploadEvidenceFile: answer(201, theirFile('f3')) })
  await upstream.submit(submission(items, null, kept))
  assert.deepEqual([operations(), kept], [['listEvidence', 'uploadEvidenceFile', 'submitEvidence'], { [steps.file]: 'is f1', [id('evd', 3)]: 'is f3' }])
})

test('one that was deleted there meanwhile is sent again', async () => {
  const { upstream, operations } = far({ uploadEvidenceText: answer(201, theirText('t9')) })
  await upstream.submit(submission([aText()], null, { [steps.text]: 'is t1' }))
  assert.deepEqual(operations(), ['listEvidence', 'uploadEvidenceText', 'submitEvidence'])
})

test('whatever comes of listing or uploading, nothing was submitted: unsent where it may go later, refused where Moov says no', async () => {
  const outcome = async (script: Record<string, Sent>) => {
    const { upstream, operations } = far(script)
    const got = await upstream.submit(submission([aFile()]))
    assert.ok(!operations().includes('submitEvidence'))
    return got.kind === 'refused' ? `refused ${got.code}` : got.kind === 'done' ? 'done' : `${got.kind} ${got.cause}`
  }
  const text = { error: 'No.' }
  assert.equal(await outcome({ listEvidence: answer(500) }), 'unsent upload: status_500')
  assert.equal(await outcome({ listEvidence: answer(200, '{') }), 'unsent evidence_unreadable')
  assert.equal(await outcome({ listEvidence: answer(404) }), 'refused 404')
  assert.equal(await outcome({ uploadEvidenceFile: answer(504) }), 'unsent upload: status_504')
  assert.equal(await outcome({ uploadEvidenceFile: answer(201, '{"html') }), 'unsent upload_unreadable')
  assert.equal(await outcome({ uploadEvidenceFile: answer(200, theirFile('f1')) }), 'unsent upload: status_200')
  assert.equal(await outcome({ uploadEvidenceFile: answer(400, text) }), 'refused 400')
  assert.equal(await outcome({ uploadEvidenceFile: answer(409, text) }), 'refused 409')
  assert.equal(await outcome({ uploadEvidenceFile: answer(422, { file: { mimeType: 'No.' } }) }), 'refused 422')
  assert.equal(await outcome({ uploadEvidenceFile: { kind: 'unsent', cause: 'not_ours' } }), 'unsent not_ours')
})

test('a submission is done when the answer shows this dispute under review; 409 says no and not by what', async () => {
  const outcome = async (sent: Sent) => (await far({ submitEvidence: sent }).upstream.submit(submission([]))).kind
  assert.equal(await outcome(submitted), 'done')
  for (const body of [theirs(), theirs({ status: 'accepted' }), theirs({ status: 'under-review', disputeID: 'x' }), theirs({ status: 'under-review', amount: { currency: 'USD', value: 1 } }), '']) {
    assert.equal(await outcome(answer(200, body)), 'unknown', JSON.stringify(body))
  }
  assert.deepEqual([await outcome(answer(409, { error: 'No.' })), await outcome(answer(400, { error: 'No.' })), await outcome(answer(504)), await outcome(lost)], ['refused', 'refused', 'unknown', 'unknown'])
})
