// An act's way to its provider, as the act shows it: its attempts, and when it is looked after next.

import type { MerchantId } from '../../../core/ids.ts'
import type { AttemptRow, ErrandRow } from '../../../engine/store-bridge.ts'
import type { Services } from '../../dialect.ts'
import type { WireAct, WireDispute } from '../contract/dispute.ts'
import { instantText } from '../translate.ts'

/** The act as it is where nothing of it went upstream. */
export async function onItsWayOf({ engine: { reads } }: Services, merchant: MerchantId, act: WireAct): Promise<WireAct> {
  const [errand, askings] = await Promise.all([reads.errand(merchant, act.id), reads.askings(merchant, act.id)])
  return withWay(act, errand, askings)
}

/** Disputes of a list, each with its act as it is shown alone but for its earlier attempts: two looks for all of them, and none where no act is on its way. */
export async function onTheirWay({ engine: { reads } }: Services, merchant: MerchantId, disputes: readonly WireDispute[]): Promise<WireDispute[]> {
  const acts = disputes.flatMap(({ act }) => (act?.state === 'asked' ? [act.id] : []))
  if (acts.length === 0) return [...disputes]
  const [errands, askings] = await Promise.all([reads.errandsOfActs(merchant, acts), reads.lastAskings(merchant, acts)])
  const [errandOf, askingsOf] = [new Map(errands.map(errand => [errand.act, errand])), Map.groupBy(askings, asking => asking.act)]
  return disputes.map(dispute => (dispute.act ? { ...dispute, act: withWay(dispute.act, errandOf.get(dispute.act.id) ?? null, askingsOf.get(dispute.act.id) ?? []) } : dispute))
}

function withWay(act: WireAct, errand: ErrandRow | null, askings: readonly AttemptRow[]): WireAct {
  if (!errand && askings.length === 0) return act
  const isUnknown = act.state === 'asked' && (errand?.stage === 'unknown' || errand?.stage === 'person')
  return { ...act, state: isUnknown ? 'unknown' : act.state, upstream: wayOf(errand, askings) }
}

function wayOf(errand: ErrandRow | null, askings: readonly AttemptRow[]): NonNullable<WireAct['upstream']> {
  return {
    stage: errand?.stage ?? 'ended', last: errand?.last ? (JSON.parse(errand.last) as { cause: string }).cause : null, looks: errand?.looks ?? 0,
    next_look_at: errand ? instantText(errand.dueAt) : null, unknown_since: textOrNull(errand?.unknownAt), alarmed_at: textOrNull(errand?.alarmedAt),
    attempts: askings.filter(({ part }) => part === 'began').map(began => attemptOf(began, askings.find(({ part, number }) => part === 'ended' && number === began.number))),
  }
}

function attemptOf({ number, at }: AttemptRow, ended: AttemptRow | undefined) {
  return {
    number, began_at: instantText(at), ended_at: textOrNull(ended?.at), outcome: ended?.outcome ?? null, code: ended?.code ?? null, status: ended?.status ?? null,
    request: ended?.request ?? null, answer: ended?.answer ?? null,
  }
}

const textOrNull = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : instantText(at))
