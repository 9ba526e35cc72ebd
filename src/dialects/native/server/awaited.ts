// A decision about a dispute that lives upstream: answered once upstream has confirmed it, within a few seconds; otherwise with the act
// on its way, and whoever asks for the same meanwhile hears of that act too. What was promised under a key first is replaced by what came of
// it, and by nothing else.

import { can } from '../../../core/can.ts'
import type { Command } from '../../../core/command.ts'
import type { Act, Dispute } from '../../../core/dispute.ts'
import type { ActId } from '../../../core/ids.ts'
import { refuse, type Refusal } from '../../../core/refusal.ts'
import type { Answer } from '../../../engine/job.ts'
import type { Services } from '../../dialect.ts'
import { actAsKept, isByIt } from './acts.ts'
import type { AnyCall, Reply } from './call.ts'
import { perform, shown, type Commanded, type Printed } from './perform.ts'
import { answerOf, json, refusalAnswer } from './reply.ts'

type Asked = Extract<Dispute, { act: Act }>
type Decision = { kind: 'accept' | 'submit'; decided: (dispute: Dispute) => Printed }

export async function performAwaited(services: Services, call: AnyCall, commanded: Commanded, { kind, decided }: Decision): Promise<Reply> {
  let asked = null as Asked | null
  const reply = await perform(services, call, commanded, dispute => {
    asked = 'act' in dispute ? dispute : null
    return asked && !call.key ? unprinted : decided(dispute)
  })
  if (asked === null) return (await cameOfPromise(services, call, reply, commanded, kind)) ?? (await onItsWayAlready(services, reply, commanded, decided)) ?? reply
  if ('failure' in reply || reply.status !== 202) return reply
  const { id } = asked.act
  const ended = await services.bridge.settled(commanded.merchant, commanded.dispute, id, true)
  if (!ended || ('act' in ended && ended.act.id === id)) return call.key ? reply : printed(decided(asked))
  const answer = endingOf(services, call, ended, id, kind)
  await keep(services, call, commanded, answer)
  return { status: answer.status, headers: answer.headers, raw: answer.body }
}

/** Without a key nobody can ask for the promise again: it is printed when it goes out, which it seldom does. */
const unprinted: Printed = { status: 202, body: null }
const printed = ({ status, body }: Printed): Reply => json(status, body)

/** Whoever repeats what was promised hears what came of it, as soon as that is known, and never less than that again. */
async function cameOfPromise(services: Services, call: AnyCall, reply: Reply, { merchant, dispute, command }: Commanded, kind: Decision['kind']): Promise<Reply | null> {
  if (!('raw' in reply) || reply.status !== 202 || !('idempotency-replayed' in reply.headers)) return null
  const { act: { id, state } } = JSON.parse(String(reply.raw)) as { act: { id: ActId; state: string } }
  if (state !== 'asked') return null
  const held = await services.engine.reads.dispute(merchant, dispute)
  const came = held && actAsKept(await services.engine.reads.eventsOfAct(merchant, id), held.dispute)?.state
  // An acceptance that was taken back since is no end to tell: the promise stands, and the dispute says the rest.
  if (!came || came === 'asked' || (came === 'confirmed' && !isByIt(held.dispute, id))) return null
  const answer = came === 'confirmed' ? answerOf(200, shown(services, held.dispute)) : refusalAnswer(services, call, refusalOf(services, held.dispute, id, kind)!)
  await keep(services, call, { merchant, dispute, command }, answer)
  return { status: answer.status, headers: { ...answer.headers, 'idempotency-replayed': 'true' }, raw: answer.body }
}

/** Nothing of this is kept under the caller's key: a repetition hears how it stands then. */
async function onItsWayAlready({ engine }: Services, reply: Reply, { merchant, dispute, command }: Commanded, decided: Decision['decided']): Promise<Reply | null> {
  if (!('raw' in reply) || reply.status !== 409 || 'idempotency-replayed' in reply.headers) return null
  const held = await engine.reads.dispute(merchant, dispute)
  if (!held || !isAskedFor(held.dispute, command)) return null
  return printed(decided(held.dispute))
}

function isAskedFor(dispute: Dispute, command: Command): boolean {
  if (command.kind === 'submit') return dispute.state === 'submitting' && dispute.defense.statement === command.statement
  return command.kind === 'accept' && dispute.state === 'accepting' && (command.expect.amount ?? dispute.money.amount) === dispute.money.amount
}

function endingOf(services: Services, call: AnyCall, dispute: Dispute, act: ActId, kind: 'accept' | 'submit'): Answer {
  const refusal = refusalOf(services, dispute, act, kind)
  return refusal ? refusalAnswer(services, call, refusal) : answerOf(200, shown(services, dispute))
}

/** Ended without it: turned down upstream, or overtaken by another end. */
function refusalOf({ engine }: Services, dispute: Dispute, act: ActId, kind: 'accept' | 'submit'): Refusal | null {
  if (isDone(dispute, act)) return null
  const { turnedDown } = dispute
  const code = can(dispute, kind, engine.termsOf(dispute.dialect))
  if (turnedDown?.act === act && code === 'yes') return refuse('provider_refused', { code: turnedDown.code ?? '', text: turnedDown.text ?? '' })
  return refuse(code === 'yes' ? 'provider_refused' : code, { state: dispute.state, at: dispute.updatedAt, surface: 'bridge' })
}

const isDone = (dispute: Dispute, act: ActId): boolean =>
  (dispute.state === 'accepted' && dispute.acceptance.act === act) || ('defense' in dispute && dispute.defense?.act === act && dispute.state === 'under_review')

/** Under the key stood the promise; a repetition from now on gets the same bytes as this caller. */
async function keep({ engine }: Services, { key }: AnyCall, { merchant }: Commanded, answer: Answer): Promise<void> {
  if (!key) return
  const row = { merchant, principal: key.principal, key: key.key, fingerprint: key.fingerprint, answer: JSON.stringify(answer), at: engine.world.now() }
  await engine.write({ merchant, writes: [{ remove: 'idempotency', rows: [{ merchant, principal: key.principal, key: key.key }] }, { table: 'idempotency', rows: [row] }] })
}
