// Any dialect in, any provider out, with the providers' own clients, unmodified: Omise's decides what lives at Moov, and Moov's what lives at
// Omise, each through a credential that sees all of its merchant's disputes. Both providers are other processes.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { after, afterEach, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { DialectName } from '../../src/core/dispute.ts'
import type { Call, Came } from '../clients/omise/client.child.ts'
import { clientOf, type Client } from '../clients/moov/versions.ts'
import { until, type Bridge } from '../kit/bridge.ts'
import { startApart } from '../kit/bridge-apart.ts'
import type { Opening } from '../kit/bridge-faults.ts'

const usd = { value: 12_345, currency: 'USD' }
type Ids = Awaited<ReturnType<Bridge['dispute']>> & { theirs: string }
let bridge: Bridge

const here = async ({ here }: Ids) => (await bridge.near.ask(`/v1/disputes/${here}`)).body
const there = async ({ there }: Ids) => (await bridge.far.ask(`/v1/disputes/${there}`)).body
const acceptances = async ({ there }: Ids): Promise<number> => (await bridge.far.ask(`/v1/disputes/${there}/events?limit=100`)).body.data.filter(({ kind }: { kind: string }) => kind === 'accepted').length
const settled = (ids: Ids) => until(async () => { const dispute = await here(ids); return dispute.state !== 'accepting' && dispute }, 180_000, `${ids.here} settling`)

function livingAt(opening: Opening): void {
  before(async () => void (bridge = await startApart({ opening, settings: { answer_ms: 5_000 } })))
  afterEach(() => bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' }))
  after(() => bridge.close())
}

async function opened(): Promise<Ids> {
  const ids = await bridge.dispute()
  return { ...ids, theirs: (await bridge.near.ask(`/v1/disputes/${ids.here}`)).body.theirs.id }
}

async function credential(dialect: DialectName): Promise<Record<string, string>> {
  const made = await bridge.near.ask(`/v1/merchants/${bridge.near.merchant}/credentials`, { dialect, scope: 'decide', see_all: true })
  assert.equal(made.status, 201, made.text)
  return made.body.shown
}

/** Nobody knows: it happened there, the answer was lost, and it cannot be read. */
async function unheard(): Promise<void> {
  await bridge.fault('acceptDispute', 'drop-after')
  await bridge.fault('getDispute', 'error-before', 1_000)
}

async function acceptedOnce(ids: Ids, surface: DialectName): Promise<void> {
  const { state, acceptance } = await settled(ids)
  assert.deepEqual([state, acceptance.by.kind, acceptance.by.surface, (await there(ids)).state, await acceptances(ids)], ['accepted', 'key', surface, 'accepted', 1])
}

describe("Omise's client and a dispute that lives at Moov", () => {
  livingAt({ dialect: 'moov', amount: usd, reason: { category: 'fraud', code: '10.4' }, payment: { id: 'ecac148a-917e-4ee0-b46a-c51408939fff' } })

  /** Also what a slow machine hears, of what comes a little later. */
  const notYet = 'service_not_available'

  async function played(...calls: [method: string, ...args: unknown[]][]): Promise<unknown[]> {
    const { secret_key: secret } = await credential('omise')
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/proxy$/i.test(name) && !name.startsWith('OMISE_') && name !== 'NODE_TEST_CONTEXT'))
    const child = spawn(process.execPath, [fileURLToPath(new URL('../clients/omise/client.child.ts', import.meta.url))], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    const asked = calls.map(([method, ...args]): Call => ({ resource: 'disputes', method, args }))
    child.stdin.end(JSON.stringify({ port: Number(new URL(bridge.near.url).port), secret, calls: asked }))
    return (JSON.parse(await text(child.stdout)) as Came[]).map(cameTo)
  }
  function cameTo(came: Came): unknown {
    if ('ok' in came) return came.ok
    return 'rejected' in came ? (came.rejected as { code: string }).code : came.threw
  }

  test('finds it, accepts it there once, and hears a repetition as Omise says it', async () => {
    const ids = await opened()
    const [found, accepted] = await played(['retrieve', ids.theirs], ['update', `${ids.theirs}/accept`]) as Record<string, unknown>[]
    assert.deepEqual([found!.object, found!.id, found!.status, found!.amount, found!.currency], ['dispute', ids.theirs, 'open', usd.value, 'USD'])
    assert.ok(accepted!.status === 'lost' || String(accepted) === notYet, JSON.stringify(accepted))
    await acceptedOnce(ids, 'omise')
    assert.deepEqual(await played(['update', `${ids.theirs}/accept`]), ['dispute_already_closed'])
  })

  test('hears of what nobody knows that it is not known, as often as it asks, and it was done once', async () => {
    const ids = await opened()
    await unheard()
    assert.deepEqual(await played(['update', `${ids.theirs}/accept`], ['update', `${ids.theirs}/accept`]), [notYet, notYet])
    assert.equal((await here(ids)).state, 'accepting')
    await bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
    await acceptedOnce(ids, 'omise')
    assert.deepEqual(await played(['update', `${ids.theirs}/accept`]), ['dispute_already_closed'])
  })

  test('hears no of what Moov has closed', async () => {
    const ids = await opened()
    await bridge.far.admin(`/v1/sandbox/disputes/${ids.there}/judge`, { verdict: 'won' })
    const [answer] = await played(['update', `${ids.theirs}/accept`])
    assert.ok(answer === 'dispute_already_closed' || answer === notYet, String(answer))
    assert.deepEqual([(await settled(ids)).state, await acceptances(ids)], ['won', 0])
    assert.deepEqual(await played(['update', `${ids.theirs}/accept`]), ['dispute_already_closed'])
  })
})

describe("Moov's client and a dispute that lives at Omise", () => {
  livingAt({ dialect: 'omise', amount: usd, reason: { category: 'not_received', code: 'goods_or_services_not_provided' }, payment: { id: 'chrg_test_6344fc3dqaonb91fqa9' } })

  type Accepting = { client: Client; accountID: string; ApiError: (error: unknown) => string }
  async function moov(): Promise<Accepting> {
    const { account_id: accountID, public_key: username, secret_key: password } = await credential('moov')
    const { sdk, errors } = await clientOf('26.7.1')
    const client: Client = new sdk.Moov({ serverURL: bridge.near.url, security: { username, password }, retryConfig: { strategy: 'none' } })
    return { client, accountID: accountID!, ApiError: error => (error instanceof errors.GenericError ? 'GenericError' : `${(error as { statusCode: number }).statusCode} ${JSON.stringify((error as { body: string }).body)}`) }
  }
  const notYet = '504 ""'
  const accepting = async ({ client, accountID, ApiError }: Accepting, disputeID: string): Promise<unknown> =>
    client.disputes.accept({ accountID, disputeID }).then(({ result }) => (result as { status: string }).status, ApiError)

  test('finds it, accepts it there once, and hears a repetition as Moov says it', async () => {
    const [ids, by] = [await opened(), await moov()]
    const { disputeID, status, amount } = (await by.client.disputes.get({ accountID: by.accountID, disputeID: ids.theirs })).result as Record<string, unknown>
    assert.deepEqual([disputeID, status, amount], [ids.theirs, 'response-needed', usd])
    const answer = await accepting(by, ids.theirs)
    assert.ok(answer === 'accepted' || answer === notYet, String(answer))
    await acceptedOnce(ids, 'moov')
    assert.equal(await accepting(by, ids.theirs), 'GenericError')
  })

  test('hears of what nobody knows that it is not known, as often as it asks, and it was done once', async () => {
    const [ids, by] = [await opened(), await moov()]
    await unheard()
    assert.deepEqual([await accepting(by, ids.theirs), await accepting(by, ids.theirs)], [notYet, notYet])
    assert.equal((await here(ids)).state, 'accepting')
    await bridge.far.admin('/v1/sandbox/faults', undefined, { method: 'DELETE' })
    await acceptedOnce(ids, 'moov')
  })

  test('hears no of what Omise has closed', async () => {
    const [ids, by] = [await opened(), await moov()]
    await bridge.far.admin(`/v1/sandbox/disputes/${ids.there}/judge`, { verdict: 'won' })
    const answer = await accepting(by, ids.theirs)
    assert.ok(answer === 'GenericError' || answer === notYet, String(answer))
    assert.deepEqual([(await settled(ids)).state, await acceptances(ids)], ['won', 0])
    assert.equal(await accepting(by, ids.theirs), 'GenericError')
  })
})
