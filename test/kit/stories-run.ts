/** Plays a story on the real engine and holds every line against what really happened. */
import assert from 'node:assert/strict'
import type { Command, CommandKind, Verdict } from '../../src/core/command.ts'
import type { Actor, DialectName, Dispute, Fee, Phase, State } from '../../src/core/dispute.ts'
import { isRefusal } from '../../src/core/refusal.ts'
import type { ActId, DisputeId, EvidenceId, MerchantId } from '../../src/core/ids.ts'
import { formatMajor, type Money } from '../../src/core/money.ts'
import type { ReadState } from '../../src/core/observation.ts'
import { check } from '../../src/engine/check.ts'
import { reportOf } from '../../src/engine/check-problem.ts'
import type { Answer } from '../../src/engine/job.ts'
import type { Outcome } from '../../src/engine/perform.ts'
import type { Store, Tables } from '../../src/engine/store.ts'
import { bank, connection, owner } from './builders.ts'
import { benchOn, type Bench } from './stories-engine.ts'
import { later, moneyOf, readStory, type Line, type Words } from './stories-read.ts'

/** The pairs of state and command that a story has seen happen. */
export type Seen = Set<string>
type Merchant = { id: MerchantId; start: Money | null }
type Payment = { id: string; captured: Money; refunded: Money | null }
type Case = { id: DisputeId; merchant: MerchantId; money: Money; settlement: Money | null; act: ActId | null }
type Scene = {
  bench: Bench; dialect: DialectName; merchants: Map<string, Merchant>; payments: Map<string, Payment>; cases: Map<string, Case>
  answers: Map<string, Answer>; evidence: Map<string, EvidenceId>; seen: Seen; name: string
}

export async function playStory(store: Store, name: string, text: string, seen: Seen): Promise<void> {
  const { lines } = readStory(text)
  const bench = benchOn(store, { seed: name })
  const scene: Scene = { bench, dialect: 'native', merchants: new Map(), payments: new Map(), cases: new Map(), answers: new Map(), evidence: new Map(), seen, name }
  for (const line of lines) await playLine(scene, line)
}

async function playLine(scene: Scene, line: Line): Promise<void> {
  try {
    const play = verbs[line.verb] ?? assert.fail(`No story knows the word ${line.verb}`)
    const outcome = await play(scene, line.words, line)
    line.words.end()
    if (line.expected !== null) assert.equal(outcome, line.expected)
    else assert.doesNotMatch(outcome ?? '', /^refused/)
  } catch (error) {
    throw new Error(`${scene.name}.story line ${line.number}: ${line.text}\n${(error as Error).message}`, { cause: error })
  }
}

type Verb = (scene: Scene, words: Words, line: Line) => Promise<string | null | void>

const verbs: Record<string, Verb> = {
  async dialect(scene, words) {
    scene.dialect = words.next('a dialect') as DialectName
  },
  async merchant(scene, words) {
    const name = words.next('a name')
    scene.merchants.set(name, { id: await scene.bench.merchant(name), start: words.money('available') })
  },
  async payment(scene, words) {
    const id = words.next('a name')
    scene.payments.set(id, { id: `${scene.name} ${id}`, captured: moneyOf(words.next('an amount'), words.next('a currency')), refunded: words.money('refunded') })
  },
  open,
  accept: (scene, words) => acted(scene, words, (act, now) => ({
    kind: 'accept', by: owner, act, reason: (words.named('reason') ?? 'customer_is_right') as never, note: words.named('note'),
    holdMs: duration(words.named('hold'), now), expect: expectation(words), override: words.named('override'),
  })),
  submit: (scene, words) => acted(scene, words, act => ({ kind: 'submit', by: owner, act, statement: words.named('saying'), expect: expectation(words) })),
  undo: (scene, words) => onCase(scene, words, found => ({ kind: 'undo', by: owner, act: found.act ?? 'act_none' })),
  stage: (scene, words) => onCase(scene, words, (_, now) => {
    const name = words.next('a file name')
    const evidence = scene.bench.engine.world.ids.next('evd')
    scene.evidence.set(name, evidence)
    const size = Number(words.named('bytes') ?? 1000)
    return { kind: 'stage', by: owner, item: { id: evidence, kind: 'file', category: null, name, type: words.named('type') ?? 'application/pdf', size, digest: name, text: null, addedAt: now } }
  }),
  unstage: (scene, words) => onCase(scene, words, () => ({ kind: 'unstage', by: owner, evidence: scene.evidence.get(words.next('a file name')) ?? 'evd_none' })),
  annotate: (scene, words) => onCase(scene, words, () => ({ kind: 'annotate', by: owner, metadata: {}, tags: null, note: words.next('a note') })),
  judge: (scene, words) => onCase(scene, words, () => ({
    kind: 'resolve', by: bank, verdict: words.next('a verdict') as Verdict, final: !words.flag('provisionally'), judged: words.money('amount'),
    note: words.named('note'), fees: fees(words),
  })),
  reverse: (scene, words) => onCase(scene, words, () => ({ kind: 'reverse', by: bank, note: words.named('note'), fees: fees(words) })),
  escalate: (scene, words) => onCase(scene, words, (_, now) => ({
    kind: 'escalate', by: bank, phase: words.named('to') as Phase, respondBy: due(words, now), fees: fees(words), note: null,
  })),
  deadline: (scene, words) => onCase(scene, words, (_, now) => ({ kind: 'move_deadline', by: bank, respondBy: due(words, now)! })),
  upstream: (scene, words) => onCase(scene, words, found => {
    const act = found.act ?? 'act_none'
    return words.next('confirms or refuses') === 'confirms' ? { kind: 'confirm', by: bank, act } : { kind: 'refuse', by: bank, act, code: 'refused', text: null }
  }),
  news: (scene, words) => onCase(scene, words, (_, now) => {
    const state = words.named('says') as ReadState
    const at = words.instant('at', now) ?? now
    const rank = Number(words.named('rank') ?? 0)
    return { kind: 'observe', by: bank, observation: {
      source: 'notification', version: { at, rank, digest: `${state}${at}`.padEnd(30, 'x') }, theirs: { status: words.named('status') ?? state, reasonCode: null, reasonText: null },
      reading: { state, phase: words.named('phase') as Phase | null, respondBy: due(words, now), judged: words.money('amount'), final: !words.flag('provisionally') },
    } }
  }),
  elapse: (scene, words) => onCase(scene, words, () => ({ kind: 'elapse', by: { ...bank, kind: 'system', surface: 'timekeeper' } })),
  async tick({ bench, seen }, words) {
    await bench.moveTo(later(bench.clock.now(), words.next('how long')), ({ state }) => seen.add(cellOf(state, 'elapse')))
  },
  /** As if every process had been down: time passes and nothing happens until the next tick. */
  async sleep({ bench }, words) {
    bench.clock.advance(later(0, words.next('how long')))
  },
  async state(scene, words) {
    const { dispute } = await stored(scene, words)
    assert.equal(stateOf(dispute), words.rest().join(' '))
  },
  books, postings, notices, cycle,
  async returned(scene, words) {
    const payment = scene.payments.get(words.next('a payment'))!
    const [merchant] = scene.merchants.values()
    const row = await scene.bench.engine.reads.payment(merchant!.id, `${scene.dialect}:${payment.id}`)
    assert.equal(`${formatMajor({ amount: row!.returned, currency: payment.captured.currency })} ${payment.captured.currency}`, words.rest().join(' '))
  },
  async check({ bench }) {
    const checked = await check(bench.store, { now: 0 })
    assert.equal(checked.ok, true, reportOf(checked))
  },
}

async function open(scene: Scene, words: Words): Promise<string> {
  const { bench } = scene
  const name = words.next('a dispute')
  const merchant = scene.merchants.get(words.next('a merchant')) ?? assert.fail('Nobody of that name')
  const money = moneyOf(words.next('an amount'), words.next('a currency'))
  const settlement = words.money('settles')
  const payment = scene.payments.get(words.named('payment') ?? '')
  const [id, now] = [bench.engine.world.ids.next('dsp'), bench.clock.now()]
  scene.cases.set(name, { id, merchant: merchant.id, money, settlement, act: null })
  return perform(scene, name, { kind: 'open', by: bank, opening: {
    id, merchant: merchant.id, home: words.flag('upstream') ? connection : 'house', dialect: scene.dialect,
    theirs: { id: `${scene.name} ${name}`, status: null, reasonCode: null, reasonText: null }, money,
    settlement: settlement && { money: settlement, rate: null }, fees: fees(words),
    reason: { category: 'fraud', code: null, network: null, networkCode: null }, phase: (words.named('phase') ?? 'chargeback') as Phase,
    payment: { id: payment?.id ?? null, order: null, paidAt: null, network: null, references: {}, captured: payment?.captured ?? null, refunded: payment?.refunded ?? null },
    story: null, respondBy: due(words, now), metadata: {}, tags: [], openedAt: now,
  } }, null)
}

async function acted(scene: Scene, words: Words, command: (act: ActId, now: number) => Command): Promise<string> {
  const name = words.next('a dispute')
  const key = words.named('key')
  const act = scene.bench.engine.world.ids.next('act')
  const asked = command(act, scene.bench.clock.now())
  const before = scene.cases.get(name)!.act
  const fresh = !key || !scene.answers.has(key)
  if (fresh) scene.cases.get(name)!.act = act
  const outcome = await perform(scene, name, asked, key)
  if (outcome.startsWith('refused')) scene.cases.get(name)!.act = before
  return outcome
}

function onCase(scene: Scene, words: Words, command: (found: Case, now: number) => Command): Promise<string> {
  const name = words.next('a dispute')
  return perform(scene, name, command(scene.cases.get(name) ?? assert.fail(`No dispute ${name}`), scene.bench.clock.now()), null)
}

/** Says what became of it: the state, `refused` and the code, `nothing`, or the first answer `again`. */
async function perform(scene: Scene, name: string, command: Command, key: string | null): Promise<string> {
  const { id, merchant } = scene.cases.get(name)!
  const before = (await scene.bench.engine.reads.dispute(merchant, id))?.dispute ?? null
  const by: Actor = command.by
  const result = await scene.bench.engine.perform({
    merchant, dispute: id, command, key: key ? { principal: by.id, key: `${scene.name} ${key}`, fingerprint: `${command.kind} ${name}` } : null, render: answerOf,
  })
  if (result.kind === 'turned_away') return `refused ${result.refusal.refused}`
  if (result.kind === 'replayed') {
    assert.deepEqual(result.answer, scene.answers.get(key!), 'not the same bytes')
    return `${(JSON.parse(result.answer.body) as { told: string }).told} again`
  }
  if (key) scene.answers.set(key, result.answer!)
  if (!isRefusal(result.value) && before) scene.seen.add(cellOf(before.state, command.kind))
  return toldOf(result.value)
}

export const cellOf = (state: State, command: CommandKind): string => `${state} ${command}`

const toldOf = (outcome: Outcome): string =>
  isRefusal(outcome) ? `refused ${outcome.refused}` : outcome.events.length === 0 ? 'nothing' : stateOf(outcome.dispute)

const stateOf = (dispute: Dispute): string => ('pending' in dispute && dispute.pending ? `${dispute.state}, acceptance held` : dispute.state)
const answerOf = (outcome: Outcome): Answer =>
  ({ status: isRefusal(outcome) ? 409 : 200, headers: {}, body: JSON.stringify({ told: toldOf(outcome), revision: isRefusal(outcome) ? 0 : outcome.dispute.revision }) })

async function stored(scene: Scene, words: Words) {
  const { merchant, id } = scene.cases.get(words.next('a dispute'))!
  return (await scene.bench.engine.reads.dispute(merchant, id))!
}

/** `books mill available 380.00 held 120.00`, in the merchant's own currency; another is named first. */
async function books(scene: Scene, words: Words): Promise<void> {
  const { id, start } = scene.merchants.get(words.next('a merchant'))!
  const rest = words.rest()
  const currency = rest.length % 2 === 1 ? rest.shift()! : start?.currency ?? 'THB'
  const balances = (await scene.bench.engine.reads.balances(id)).filter(balance => balance.currency === currency)
  for (let at = 0; at < rest.length; at += 2) {
    const [account = '', amount = ''] = rest.slice(at)
    const sum = balances.filter(balance => balance.account === account).reduce((total, balance) => total + balance.amount, 0n)
    const before = account === 'available' && start?.currency === currency ? start.amount : 0n
    assert.equal(formatMajor({ ...moneyOf('0', currency), amount: sum + before }), amount, account)
  }
}

async function postings(scene: Scene, words: Words): Promise<void> {
  const { merchant, id } = scene.cases.get(words.next('a dispute'))!
  const rows = await scene.bench.engine.reads.postings(merchant, id, null, 100)
  const lines = rows.sort((a, b) => a.seq - b.seq || a.leg - b.leg).map(lineOf)
  assert.equal(lines.join(', '), words.rest().join(' '))
}

const lineOf = ({ code, amount, currency }: Tables['posting']): string => `${code} ${formatMajor({ ...moneyOf('0', currency), amount })} ${currency}`

/** The notices in their order, without the word dispute before each. */
async function notices(scene: Scene, words: Words): Promise<void> {
  const { merchant, id } = scene.cases.get(words.next('a dispute'))!
  const events = await scene.bench.engine.reads.events(merchant, id, 0, 1000)
  const kinds = new Map<number, string>()
  for await (const notice of scene.bench.store.scan('notice')) if (notice.dispute === id) kinds.set(notice.seq, notice.kind.slice('dispute.'.length))
  assert.equal(events.map(event => kinds.get(event.seq)).join(', '), words.rest().join(' '))
}

async function cycle(scene: Scene, words: Words): Promise<void> {
  const { dispute } = await stored(scene, words)
  assert.equal(String(dispute.cycle), words.next('a number'))
}

function fees(words: Words): Fee[] {
  const [back, kept] = [words.money('fee'), words.money('kept-fee')]
  return [...(back ? [{ kind: 'dispute', money: back, refundable: true }] : []), ...(kept ? [{ kind: 'dispute', money: kept, refundable: false }] : [])]
}

function due(words: Words, now: number) {
  const at = words.instant('respond', now)
  return at === null ? null : { at, zone: null, source: 'provider' as const }
}

function expectation(words: Words) {
  const revision = words.named('revision')
  const amount = words.money('expecting')
  return { ...(revision ? { revision: Number(revision) } : {}), ...(amount ? { amount: amount.amount } : {}) }
}

const duration = (text: string | null, now: number): number => (text === null ? 0 : later(now, text) - now)
