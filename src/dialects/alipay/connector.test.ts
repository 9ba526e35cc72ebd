// What is asked of Alipay and what its answers are taken for. Each answer that proves nothing has to stay unknown.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pkcs8 } from '../../../test/kit/alipay.ts'
import { acceptAsked, aFile, facing, failed, keys, outcomeOf, sampleClient, says, spki, submitAsked, succeeded, type Far, type Saying, type SubmitGiven } from '../../../test/kit/alipay-upstream.ts'
import type { Sent } from '../../wire/call.ts'
import { alipayConnector } from './connector.ts'
import { resultCodes } from './results.ts'

const accepted = async (far: Far, attempt = 1): Promise<string> => outcomeOf(await facing([far]).upstream.accept(acceptAsked(attempt)))
const acceptedOf = (body: unknown, saying: Saying = {}) => accepted(says(body, saying))
const sent = (answer: Sent): Far => () => answer

test('an acceptance is done when the answer is signed, says SUCCESS, names this dispute and says when', async () => {
  const { upstream } = facing([says(succeeded({ more: 1 }))])
  const outcome = await upstream.accept(acceptAsked())
  assert.ok(outcome.kind === 'done')
  const { theirs, reading, changedAt, document } = outcome.value
  assert.deepEqual([theirs, reading.state, changedAt], [{ status: 'acceptDispute/SUCCESS', reasonCode: '2006', reasonText: null }, 'accepted', Date.UTC(2026, 10, 20, 12, 0, 0, 999)])
  assert.deepEqual(JSON.parse(document), succeeded({ more: 1 }))
  assert.equal(await acceptedOf(succeeded({ disputeResolutionTime: '2026-11-20T20:00:00.250+08:00' })), 'done accepted')
})

test('a signed SUCCESS that does not prove it is unknown', async () => {
  const odd: [unknown, string][] = [
    [succeeded({ disputeId: '2025010100000000000000000000' }), 'answer_of_another'], [succeeded({ disputeId: undefined }), 'answer_unreadable'], [succeeded({ disputeId: 7 }), 'answer_unreadable'],
    [succeeded({ disputeResolutionTime: undefined }), 'answer_unreadable'], [succeeded({ disputeResolutionTime: '2026-11-20T12:00:00' }), 'answer_unreadable'], [succeeded({ disputeResolutionTime: 'soon' }), 'answer_unreadable'],
    [{ ...succeeded(), ...failed('SUCCESS', 'F') }, 'answer_F_SUCCESS'], [{ ...succeeded(), ...failed('SUCCESS', 'U') }, 'SUCCESS'], [{ ...succeeded(), ...failed('PARAM_ILLEGAL', 'S') }, 'answer_S_PARAM_ILLEGAL'],
    [{ ...succeeded(), ...failed('success', 'S') }, 'answer_S_success'], [{ ...succeeded(), ...failed('SUCCESS', 's') }, 'answer_s_SUCCESS'], [failed('UNKNOWN_EXCEPTION', 'F'), 'answer_F_UNKNOWN_EXCEPTION'],
    [{ ...succeeded(), result: 'SUCCESS' }, 'answer_unreadable'], [{ ...succeeded(), result: undefined }, 'answer_unreadable'], [[succeeded()], 'answer_unreadable'],
    ['', 'answer_unreadable'], ['null', 'answer_unreadable'], ['{}', 'answer_unreadable'], ['<html>SUCCESS</html>', 'answer_unreadable'], [JSON.stringify(succeeded()).slice(0, -1), 'answer_unreadable'],
  ]
  for (const [body, cause] of odd) assert.equal(await acceptedOf(body), `unknown ${cause}`, JSON.stringify(body))
})

test('an answer counts only with a signature over this path, this client, its time and its very bytes', async () => {
  const live = '/ams/api/v1/payments/acceptDispute'
  const wrong: Saying[] = [{ key: keys.own }, { path: live }, { path: '/' }, { clientId: 'SANDBOX_OTHER' }, { signedBody: JSON.stringify(succeeded({ more: 1 })) }, { without: ['response-time'] }, { headers: { 'response-time': '2026-11-20T12:00:02+00:00' } },
    { headers: { signature: 'zz' } }, { headers: { signature: '' } }, { headers: { 'client-id': 'SANDBOX_OTHER' } }]
  for (const saying of wrong) assert.equal(await acceptedOf(succeeded(), saying), 'unknown answer_signature_does_not_fit', JSON.stringify(Object.keys(saying)))
  for (const saying of wrong) assert.equal(await acceptedOf(failed('TIME_EXCEEDS_LIMIT'), saying), 'unknown answer_signature_does_not_fit', 'a refusal has to be theirs too')
  assert.equal(await acceptedOf(succeeded(), { without: ['client-id'] }), 'done accepted')
  assert.equal(await acceptedOf(succeeded(), { time: 'any text' }), 'done accepted')
})

test('an unsigned answer counts only where it is the code for a bad signature', async () => {
  const unsigned: Saying = { without: ['signature', 'client-id', 'response-time'] }
  for (const code of ['INVALID_SIGNATURE', 'SIGNATURE_INVALID']) assert.equal(await acceptedOf(failed(code), unsigned), `refused ${code} for now`)
  for (const body of [succeeded(), failed('INVALID_SIGNATURE', 'S'), failed('INVALID_SIGNATURE', 'U'), failed('REPEAT_REQUEST'), failed('PARAM_ILLEGAL'), failed('UNKNOWN_EXCEPTION', 'U'), '', '<html></html>']) {
    assert.equal(await acceptedOf(body, unsigned), 'unknown answer_unsigned', JSON.stringify(body))
  }
  assert.equal(await acceptedOf(failed('INVALID_SIGNATURE'), { key: keys.own }), 'unknown answer_signature_does_not_fit')
})

test('53: a signed F is told by its code, status and message, once, and a code that nobody has seen is one too', async () => {
  for (const code of ['PARAM_ILLEGAL', 'REPEAT_REQUEST', 'TIME_EXCEEDS_LIMIT', 'DEFENSE_EXCEED_LIMIT', 'NOT_ALLOW_IN_CURRENT_STATUS', 'SOMETHING_NEW']) assert.equal(await acceptedOf(failed(code)), `refused ${code} for good`)
  assert.equal(await acceptedOf(failed('INVALID_SIGNATURE')), 'refused INVALID_SIGNATURE for now')
  assert.equal(await acceptedOf(failed('UNKNOWN_EXCEPTION', 'U')), 'unknown UNKNOWN_EXCEPTION')
  const outcome = await facing([says({ result: { resultCode: 'PARAM_ILLEGAL', resultStatus: 'F', resultMessage: 'Repeated request. Success.' } })]).upstream.accept(acceptAsked())
  assert.deepEqual(outcome, { kind: 'refused', code: 'PARAM_ILLEGAL', text: 'Repeated request. Success.', final: true })
})

test('no refusal of a repetition says what the first try did', async () => {
  assert.deepEqual([...alipayConnector.capabilities.closedUnproven].sort(), [...resultCodes.filter(code => code !== 'UNKNOWN_EXCEPTION'), 'SIGNATURE_INVALID'].sort())
  assert.equal(await accepted(says(failed('REPEAT_REQUEST')), 2), 'refused REPEAT_REQUEST for good')
  assert.equal(await accepted(says(failed('SOMETHING_NEW')), 2), 'unknown repeat_SOMETHING_NEW')
})

test('every status but 200 is unknown, whatever the body says, and a redirect is not followed', async () => {
  for (const status of [201, 202, 204, 301, 302, 307, 308, 400, 401, 403, 404, 405, 408, 412, 425, 429, 500, 502, 503, 504]) {
    assert.equal(await acceptedOf(succeeded(), { status, headers: { location: 'https://open-sea-global.alipay.com/', 'retry-after': '1' } }), `unknown status_${status}`)
  }
})

test('what did not leave is unsent, and what was lost on the way is unknown', async () => {
  assert.equal(await accepted(sent({ kind: 'unsent', cause: 'ECONNREFUSED' })), 'unsent ECONNREFUSED')
  assert.equal(await accepted(sent({ kind: 'lost', cause: 'answer_timeout', status: null })), 'unknown answer_timeout')
  assert.equal(await accepted(sent({ kind: 'lost', cause: 'answer_too_large', status: 200 })), 'unknown answer_too_large')
})

test('nothing is sent without keys to sign and to verify with', async () => {
  const cases: [Record<string, string>, string][] = [
    [{ private_key: 'none' }, 'private_key_unreadable'], [{ private_key: '' }, 'private_key_unreadable'], [{ platform_public_key: 'none' }, 'platform_public_key_unreadable'], [{ platform_public_key: pkcs8(keys.platform) }, 'platform_public_key_unreadable'],
    [{ client_id: '' }, 'client_id_unreadable'], [{ client_id: 'a\r\nb' }, 'client_id_unreadable'], [{ key_version: 'x' }, 'key_version_unreadable'],
  ]
  for (const [credentials, cause] of cases) {
    const { upstream, asked } = facing([], { credentials })
    assert.deepEqual([outcomeOf(await upstream.accept(acceptAsked())), outcomeOf(await upstream.probe()), asked.length], [`unsent ${cause}`, `unsent ${cause}`, 0])
  }
  const pem = (name: string, text: string) => `-----BEGIN ${name}-----\n${text}\n-----END ${name}-----\n`
  const { upstream } = facing([says(succeeded())], { credentials: { private_key: pem('PRIVATE KEY', pkcs8(keys.own)), platform_public_key: pem('PUBLIC KEY', spki(keys.platform)) } })
  assert.equal(outcomeOf(await upstream.accept(acceptAsked())), 'done accepted')
  const { upstream: known } = facing([says(succeeded())])
  assert.equal(outcomeOf(await known.accept(acceptAsked())), 'done accepted')
  for (const [credentials, cause] of [[{ private_key: spki(keys.platform) }, 'private_key_unreadable'], [{ platform_public_key: pkcs8(keys.own) }, 'platform_public_key_unreadable']] as const) {
    assert.equal(outcomeOf(await facing([], { credentials }).upstream.probe()), `unsent ${cause}`, 'one in the place of the other, both known already')
  }
})

test('the path is the sandbox\'s for a sandbox client alone, behind whatever base there is, and each attempt asks the same', async () => {
  const pathOf = async (client_id: string, baseUrl?: string) => {
    const { upstream, asked } = facing(says(succeeded()), { credentials: { client_id }, ...(baseUrl ? { baseUrl } : {}) })
    assert.equal(outcomeOf(await upstream.accept(acceptAsked())), 'done accepted')
    assert.equal(outcomeOf(await upstream.accept(acceptAsked(2))), 'done accepted')
    assert.deepEqual(asked[0], asked[1])
    return asked[0]!.url
  }
  assert.equal(await pathOf(sampleClient), 'https://open-na-global.alipay.com/ams/sandbox/api/v1/payments/acceptDispute')
  assert.equal(await pathOf('5Y00000000000000'), 'https://open-na-global.alipay.com/ams/api/v1/payments/acceptDispute')
  assert.equal(await pathOf('5Y00000000000000', 'https://gateway.example/far/'), 'https://gateway.example/far/ams/api/v1/payments/acceptDispute')
})

test('the version of the key pair is told, 1 where nothing else is said', async () => {
  for (const [given, told] of [[{}, 'keyVersion=1,'], [{ key_version: '3' }, 'keyVersion=3,']] as const) {
    const { upstream, asked } = facing([says(succeeded())], { credentials: given })
    await upstream.accept(acceptAsked())
    assert.ok(asked[0]!.headers['signature']!.startsWith(`algorithm=RSA256,${told}signature=`))
  }
})

test('a defense is one document in Base64 and nothing else; what does not fit is not sent', async () => {
  const bytes = Buffer.from([0, 255, 62, 63, 10])
  const { upstream, asked } = facing([says(succeeded())])
  assert.equal(outcomeOf(await upstream.submit(submitAsked({ bytes }))), 'done under_review')
  assert.deepEqual(JSON.parse(Buffer.from(asked[0]!.body).toString()), { disputeId: '2025010329013101740904829052', disputeEvidence: 'AP8+Pwo=' })
  const most = Buffer.alloc(750_000, 1)
  assert.equal(outcomeOf(await facing([says(succeeded())]).upstream.submit(submitAsked({ bytes: most }))), 'done under_review')
  const unfit = [{ items: [] }, { items: [aFile(), aFile()] }, { items: [aFile({ kind: 'text', text: 'words' })] }, { statement: 'words' }, { bytes: Buffer.alloc(750_001) }]
  for (const given of unfit) {
    const { upstream, asked } = facing([])
    assert.deepEqual([(await upstream.submit(submitAsked(given))).kind, asked.length], ['refused', 0], JSON.stringify(Object.keys(given)))
  }
})

test('a defense is proved like an acceptance', async () => {
  const supplied = async (body: unknown, saying: Saying = {}) => outcomeOf(await facing([says(body, saying)]).upstream.submit(submitAsked()))
  assert.equal(await supplied(succeeded({ disputeId: 'another' })), 'unknown answer_of_another')
  assert.equal(await supplied(succeeded(), { without: ['signature'] }), 'unknown answer_unsigned')
  assert.equal(await supplied(failed('UNKNOWN_EXCEPTION', 'U')), 'unknown UNKNOWN_EXCEPTION')
  assert.equal(await supplied(failed('NOT_ALLOW_IN_CURRENT_STATUS')), 'refused NOT_ALLOW_IN_CURRENT_STATUS for good')
})

test('55: a repeated defense that is told REPEAT_REQUEST is done where our very document lies there, in whatever format, and only there', async () => {
  const there = (disputeEvidence: string) => ({ result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'Success' }, disputeEvidence, disputeEvidenceFormat: 'ZIP' })
  const repeated = async (download: Far[], given: SubmitGiven = {}) => {
    const { upstream, asked } = facing([says(failed('REPEAT_REQUEST')), ...download])
    return [outcomeOf(await upstream.submit(submitAsked({ attempt: 2, ...given }))), asked.length]
  }
  const unproven = 'refused REPEAT_REQUEST for good'
  assert.deepEqual(await repeated([says(there('JVBERi0xLjQ='))]), ['done under_review', 2])
  for (const download of [says(there('JVBERi0xLjU=')), says(there('')), says(failed('PARAM_ILLEGAL')), says(there('JVBERi0xLjQ='), { key: keys.own }), says(there('JVBERi0xLjQ='), { status: 500 }), sent({ kind: 'lost', cause: 'reset', status: null })]) {
    assert.deepEqual(await repeated([download]), [unproven, 2])
  }
  for (const phase of ['compliance', 'unknown'] as const) assert.deepEqual(await repeated([], { over: { phase } }), [unproven, 1], phase)
  assert.deepEqual(await repeated([], { attempt: 1 }), [unproven, 1])
})

test('there is nothing to ask a state of, and nothing is asked', async () => {
  const { upstream, asked } = facing([])
  const { readBack, list, afterUnknown, settlesWithinMs } = alipayConnector.capabilities
  assert.deepEqual([readBack, list, afterUnknown, settlesWithinMs / 3_600_000], [false, false, 'repeat_once', 24.5])
  assert.deepEqual([(await upstream.find('D1')).kind, (await upstream.list({ cursor: null, since: null })).kind, asked.length], ['unsent', 'unsent', 0])
})

test('the proof of the credentials is a read, and only their own answer is one', async () => {
  const probed = async (body: unknown, saying: Saying = {}) => {
    const { upstream, asked } = facing([says(body, saying)])
    const outcome = outcomeOf(await upstream.probe())
    assert.deepEqual(asked.map(({ path }) => path), ['/ams/sandbox/api/v1/payments/downloadDisputeEvidence'])
    return outcome
  }
  assert.equal(await probed(failed('PARAM_ILLEGAL')), 'done')
  assert.equal(await probed(failed('INVALID_SIGNATURE'), { without: ['signature'] }), 'refused INVALID_SIGNATURE for now')
  assert.equal(await probed(failed('PARAM_ILLEGAL'), { without: ['signature'] }), 'unknown answer_unsigned')
  assert.equal(await probed(failed('PARAM_ILLEGAL'), { key: keys.own }), 'unknown answer_signature_does_not_fit')
  assert.equal(await probed(failed('UNKNOWN_EXCEPTION', 'U')), 'unknown UNKNOWN_EXCEPTION')
  assert.equal(await probed(failed('SOMETHING_NEW')), 'refused SOMETHING_NEW for good')
})
