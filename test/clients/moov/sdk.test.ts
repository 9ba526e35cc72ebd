// Moov's own clients against a real socket, unmodified: every dispute method, success and every class of error, in four versions.
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { accountOf, startMoov, unknownId, uuidForm, whileWorking } from '../../kit/moov.ts'
import { startReceiver } from '../../kit/receiver.ts'
import { clientOf, versions, type Client, type Version } from './versions.ts'

type Dispute = { disputeID: string; status: string; phase: string; amount: { value: number }; respondBy: Date; createdOn: Date; submittedOn?: Date }
type Evidence = { evidenceID: string; evidenceType: string; text?: string; filename?: string; mimeType?: string; size?: number; updatedOn: Date; submittedOn?: Date }
type Failed = { constructor: unknown; statusCode: number; body: string; error?: string; evidenceType?: string; file?: object; scope?: string }

const kit = await startMoov({ socket: true })
after(() => kit.close())
const mine = await kit.account()
const readOnly = await kit.merchant()
const reader = await accountOf(kit, readOnly, { scope: 'read' })

const resultOf = async <T>(call: Promise<{ result: unknown }>): Promise<T> => (await call).result as T
const failing = async (call: Promise<unknown>): Promise<Failed> => call.then(() => assert.fail('It went well.'), error => error as Failed)

for (const version of Object.keys(versions) as Version[]) describe(`@moovio/sdk ${version}`, async () => {
  const { sdk, errors } = await clientOf(version)
  const { Moov } = sdk
  const client: Client = new Moov({ serverURL: kit.url, security: { username: mine.username, password: mine.password } })
  const accountID = mine.account
  const { disputes, authentication } = client
  const file = { fileName: 'receipt.pdf', content: Buffer.from('%PDF') }

  test('lists and reads disputes, as dates, integers and known words', async () => {
    const disputeID = await mine.open()
    const all = await resultOf<Dispute[]>(disputes.list({ accountID, disputeIDs: [disputeID, unknownId], startDateTime: new Date(0), status: 'response-needed', count: 5, skip: 0 }))
    const { headers, result } = await disputes.get({ accountID, disputeID })
    const one = result as Dispute
    assert.deepEqual(all, [one])
    assert.deepEqual([one.disputeID, one.status, one.phase, one.amount.value, one.respondBy instanceof Date, one.createdOn.getTime()], [disputeID, 'response-needed', 'chargeback', 257753, true, kit.clock.now()])
    assert.match(headers['x-request-id']![0]!, uuidForm)
  })

  test('accepts once; the second time is a GenericError', async () => {
    const disputeID = await mine.open()
    assert.equal((await resultOf<Dispute>(disputes.accept({ accountID, disputeID }))).status, 'accepted')
    const failed = await failing(disputes.accept({ accountID, disputeID }))
    assert.ok(failed instanceof errors.GenericError)
    assert.equal((await resultOf<Dispute>(disputes.get({ accountID, disputeID }))).status, 'accepted')
    assert.match(failed.error!, /accepted/)
  })

  test('uploads, lists, reads, changes, downloads, deletes and submits evidence', async () => {
    const disputeID = await mine.open()
    const on = { accountID, disputeID }
    const text = await resultOf<Evidence>(disputes.uploadEvidenceText({ ...on, createEvidenceText: { text: 'Delivered', evidenceType: 'cover-letter' } }))
    const kept = await resultOf<Evidence>(disputes.uploadEvidenceFile({ ...on, createEvidenceFileMultiPart: { file, evidenceType: 'receipt' } }))
    assert.deepEqual([text.text, kept.filename, kept.mimeType, kept.size], ['Delivered', 'receipt.pdf', 'application/pdf', 4])
    for (const type of ['image/jpeg', 'image/tiff']) {
      const blob = new File(['picture'], 'picture', { type })
      const { evidenceID, mimeType } = await resultOf<Evidence>(disputes.uploadEvidenceFile({ ...on, createEvidenceFileMultiPart: { file: blob, evidenceType: 'other' } }))
      assert.equal(mimeType, type)
      assert.equal(await textOf(disputes.getEvidenceData({ ...on, evidenceID })), 'picture')
    }
    assert.equal((await resultOf<Evidence[]>(disputes.listEvidence(on))).length, 4)
    const { evidenceID } = text
    const changed = await resultOf<Evidence>(disputes.updateEvidence({ ...on, evidenceID, updateEvidence: { evidenceType: 'other', text: 'New' } }))
    assert.deepEqual([changed.evidenceType, changed.text, changed.updatedOn instanceof Date], ['other', 'New', true])
    assert.deepEqual(await resultOf<Evidence>(disputes.getEvidence({ ...on, evidenceID })), changed)
    assert.equal(await textOf(disputes.getEvidenceData({ ...on, evidenceID: kept.evidenceID })), '%PDF')
    await disputes.deleteEvidence({ ...on, evidenceID: kept.evidenceID })
    const submitted = await resultOf<Dispute>(disputes.submitEvidence(on))
    assert.deepEqual([submitted.status, submitted.submittedOn instanceof Date], ['under-review', true])
    for (const clash of [() => disputes.submitEvidence(on), () => disputes.accept(on), () => disputes.deleteEvidence({ ...on, evidenceID }), () => disputes.updateEvidence({ ...on, evidenceID, updateEvidence: { text: 'Late' } })]) {
      assert.ok(await failing(clash()) instanceof errors.GenericError)
    }
  })

  test('row 64: what there is not is an APIError of 404 with an empty body, on every method', async () => {
    const on = { accountID, disputeID: unknownId }
    const evidenceID = unknownId
    const calls = [
      () => disputes.get(on), () => disputes.accept(on), () => disputes.listEvidence(on), () => disputes.submitEvidence(on), () => disputes.getEvidence({ ...on, evidenceID }), () => disputes.getEvidenceData({ ...on, evidenceID }),
      () => disputes.updateEvidence({ ...on, evidenceID, updateEvidence: { evidenceType: 'other' } }), () => disputes.deleteEvidence({ ...on, evidenceID }),
      () => disputes.uploadEvidenceText({ ...on, createEvidenceText: { text: 'x', evidenceType: 'other' } }), () => disputes.uploadEvidenceFile({ ...on, createEvidenceFileMultiPart: { file, evidenceType: 'other' } }),
    ]
    for (const call of calls) await isApiError(call(), 404)
  })

  test('a wrong key is 401, a foreign account 403, a key that may only read 403: each an APIError', async () => {
    const disputeID = await mine.open()
    const stranger = new Moov({ serverURL: kit.url, security: { username: mine.username, password: 'wrong' } })
    await isApiError(stranger.disputes.accept({ accountID, disputeID }), 401)
    await isApiError(disputes.accept({ accountID: reader.account, disputeID }), 403)
    const looking = new Moov({ serverURL: kit.url, security: { username: reader.username, password: reader.password } })
    const theirs = await openedFor(reader.merchant)
    assert.equal((await resultOf<Dispute>(looking.disputes.get({ accountID: reader.account, disputeID: theirs }))).status, 'response-needed')
    await isApiError(looking.disputes.accept({ accountID: reader.account, disputeID: theirs }), 403)
  })

  test('a page that is too far and a text that is too long are GenericErrors, an unknown kind of file a FileUploadValidationError', async () => {
    const on = { accountID, disputeID: await mine.open() }
    assert.ok(await failing(disputes.list({ accountID, count: 5000 })) instanceof errors.GenericError)
    assert.ok(await failing(disputes.uploadEvidenceText({ ...on, createEvidenceText: { text: 'x'.repeat(751), evidenceType: 'other' } })) instanceof errors.GenericError)
    const failed = await failing(disputes.uploadEvidenceFile({ ...on, createEvidenceFileMultiPart: { file: new File(['x'], 'a.gif', { type: 'image/gif' }), evidenceType: 'other' } }))
    assert.ok(failed instanceof errors.FileUploadValidationError)
    assert.deepEqual(Object.keys(failed.file!), ['mimeType'])
  })

  test('buys a token, uses it, refreshes it and revokes it', async () => {
    const scope = `/accounts/${accountID}/transfers.read`
    const token = await resultOf<{ accessToken: string; refreshToken: string; expiresIn: number }>(authentication.createAccessToken({ grantType: 'client_credentials', scope, clientId: mine.username, clientSecret: mine.password }))
    assert.equal(Number(token.expiresIn), 259_200)
    const disputeID = await mine.open()
    const bare: Client = new Moov({ serverURL: kit.url })
    const bearing = (access: string) => bare.disputes.get({ accountID, disputeID }, { headers: { Authorization: `Bearer ${access}` } })
    assert.equal((await resultOf<Dispute>(bearing(token.accessToken))).disputeID, disputeID)
    const again = await resultOf<typeof token>(authentication.createAccessToken({ grantType: 'refresh_token', refreshToken: token.refreshToken, clientId: mine.username, clientSecret: mine.password }))
    await authentication.revokeAccessToken({ token: token.accessToken, tokenTypeHint: 'access_token', clientId: mine.username, clientSecret: mine.password })
    await isApiError(bearing(token.accessToken), 401)
    assert.equal((await resultOf<Dispute>(bearing(again.accessToken))).disputeID, disputeID)
    const failed = await failing(authentication.createAccessToken({ grantType: 'client_credentials' }))
    assert.ok(failed instanceof errors.AuthTokenRequestError)
    assert.equal(typeof failed.scope, 'string')
  })

  test('a fault before, one after, and one that is silent about which, are APIErrors, and reading tells what happened', async () => {
    const faults = (fault: string) => kit.admin('POST', '/v1/sandbox/faults', { dialect: 'moov', operation: 'acceptDispute', fault, times: 1 })
    for (const [fault, expected] of [['error-before', 'response-needed'], ['error-after', 'accepted']] as const) {
      const disputeID = await mine.open()
      await faults(fault)
      await isApiError(disputes.accept({ accountID, disputeID }), 500)
      assert.equal((await resultOf<Dispute>(disputes.get({ accountID, disputeID }))).status, expected)
    }
  })

  async function isApiError(call: Promise<unknown>, status: number): Promise<void> {
    const failed = await failing(call)
    assert.ok(failed instanceof errors.APIError, String(failed))
    assert.deepEqual([failed.statusCode, failed.body], [status, ''])
  }
})

test('the newest client makes, lists, changes, reads and disables webhooks', async () => {
  const { sdk, errors } = await clientOf('26.7.1')
  const { webhooks } = new sdk.Moov({ serverURL: kit.url, security: { username: mine.username, password: mine.password } })
  const wanted = { url: 'https://shop.example/moov', status: 'enabled', eventTypes: ['dispute.created', 'dispute.updated'], description: 'Back office' }
  const made = await resultOf<{ webhookID: string; createdOn: Date; status: string }>(webhooks.create(wanted))
  const { webhookID } = made
  assert.deepEqual([made.status, made.createdOn instanceof Date], ['enabled', true])
  assert.deepEqual(await resultOf(webhooks.list({})), [made])
  assert.deepEqual(await resultOf(webhooks.get({ webhookID })), made)
  assert.equal(typeof (await resultOf<{ secret: string }>(webhooks.getSecret({ webhookID }))).secret, 'string')
  assert.equal((await resultOf<{ description: string }>(webhooks.update({ webhookID, updateWebhook: { ...wanted, description: '' } }))).description, '')
  await webhooks.disable({ webhookID })
  assert.equal((await resultOf<{ status: string }>(webhooks.get({ webhookID }))).status, 'disabled')
  assert.deepEqual((await resultOf<{ type: string }[]>(webhooks.listEventTypes({}))).map(({ type }) => type), ['dispute.created', 'dispute.updated'])
  assert.equal((await failing(webhooks.get({ webhookID: unknownId }))).statusCode, 404)
  assert.ok(await failing(webhooks.create({ ...wanted, url: 'https://10.0.0.1/' })) instanceof errors.CreateWebhookValidationError!)
})

test('the newest client pings a webhook and reads what its receiver said', async () => {
  const { sdk } = await clientOf('26.7.1')
  const { username, password } = await kit.account()
  const { webhooks } = new sdk.Moov({ serverURL: kit.url, security: { username, password } })
  const receiver = await startReceiver()
  after(() => receiver.close())
  const { webhookID } = await resultOf<{ webhookID: string }>(webhooks.create({ url: receiver.url, status: 'enabled', eventTypes: ['*'], description: '' }))
  const { requestBodySent, responseStatusCode } = await resultOf<{ requestBodySent: object; responseStatusCode: number }>(whileWorking(kit, webhooks.ping({ webhookID })))
  assert.deepEqual([requestBodySent, responseStatusCode], [JSON.parse(receiver.received[0]!.body), 204])
  assert.equal((await failing(webhooks.ping({ webhookID: unknownId }))).statusCode, 404)
})

async function textOf(call: Promise<{ result: unknown }>): Promise<string> {
  return new Response((await call).result as ReadableStream).text()
}

async function openedFor(merchant: typeof readOnly): Promise<string> {
  const { theirs } = await kit.open(merchant, { dialect: 'moov', amount: { value: 100, currency: 'USD' } })
  return theirs!.id as unknown as string
}
