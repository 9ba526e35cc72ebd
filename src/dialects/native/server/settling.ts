// A person looks after an act, or says what became of it. Neither sends anything.

import type { Command } from '../../../core/command.ts'
import type { DisputeId, MerchantId } from '../../../core/ids.ts'
import type { Dispute } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import { actAsKept } from './acts.ts'
import { answeredBefore } from './once.ts'
import { merchantOf, type Call, type Part, type Reply } from './call.ts'
import { onItsWayOf } from './on-its-way.ts'
import { actorOf, perform, shown } from './perform.ts'
import { answerOf, failure, told } from './reply.ts'

export function settlingCalls(services: Services): Part<'lookAfterAct' | 'settleAct'> {
  const { engine, bridge } = services
  return {
    async lookAfterAct(call) {
      const merchant = merchantOf(call)
      const before = await answeredBefore(services, merchant, call)
      if (before) return before
      const dispute = await disputeOfAct(merchant, call.params.id)
      if (!dispute) return failure('act_not_found')
      if (!isAsked(dispute, call.params.id)) return failure('act_not_pending')
      await bridge.look(merchant, call.params.id)
      const act = actAsKept(await engine.reads.eventsOfAct(merchant, call.params.id), dispute)!
      return told(services, await engine.write({ merchant, key: call.key, credential: call.principal.credential, writes: [], answer: answerOf(202, await onItsWayOf(services, merchant, act)) }))
    },
    async settleAct(call) {
      const merchant = merchantOf(call)
      const before = await answeredBefore(services, merchant, call)
      if (before) return before
      const dispute = await disputeOfAct(merchant, call.params.id)
      if (!dispute) return failure('act_not_found')
      if (!isAsked(dispute, call.params.id)) return failure('act_not_pending')
      const found = foundOf(dispute, call.body.found)
      return found === null ? failure('found_does_not_fit') : settle(call, dispute, found)
    },
  }

  /** The reason goes into the history first: what is settled without one would be nobody's. */
  async function settle(call: Call<'settleAct'>, dispute: Dispute, happened: boolean): Promise<Reply> {
    const by = actorOf(call)
    const { id: act } = call.params
    const { merchant, id } = dispute
    const note = `What became of ${act} was found out by hand: ${call.body.found}. ${call.body.reason}`
    const command: Command = happened ? { kind: 'confirm', by, act } : { kind: 'refuse', by, act, code: 'settled_by_hand', text: call.body.reason }
    await engine.perform({ merchant, dispute: id, command: { kind: 'annotate', by, metadata: {}, tags: null, note } })
    const rows = await engine.reads.eventsOfAct(merchant, act)
    return perform(services, call, { merchant, dispute: id, command },
      after => ({ status: 200, body: { act: { ...actAsKept(rows, after)!, state: happened ? 'confirmed' : 'refused' }, dispute: shown(services, after) } }))
  }

  async function disputeOfAct(merchant: MerchantId, act: string): Promise<Dispute | null> {
    const [row] = await engine.reads.eventsOfAct(merchant, act)
    return row ? (await engine.reads.dispute(merchant, row.dispute as DisputeId))?.dispute ?? null : null
  }
}

const isAsked = (dispute: Dispute, act: string): boolean => 'act' in dispute && dispute.act.id === act

/** Whether it happened; null where that is no answer to this act. */
function foundOf(dispute: Dispute, found: Call<'settleAct'>['body']['found']): boolean | null {
  const kind = 'act' in dispute ? dispute.act.kind : null
  if (kind === 'accept') return found === 'accepted' ? true : found === 'not_accepted' ? false : null
  return found === 'submitted' ? true : found === 'not_submitted' ? false : null
}
