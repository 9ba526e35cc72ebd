// What upstream tells, whichever way it came: opens a dispute that is not known, and lets the one that is hear of it. It decides
// nothing; the write path does.

import type { Opening } from '../core/command.ts'
import type { DisputeId } from '../core/ids.ts'
import { fits } from '../core/observed.ts'
import { isRefusal } from '../core/refusal.ts'
import type { Dispute } from '../core/dispute.ts'
import { takesBack, type Observation } from '../core/observation.ts'
import type { Instant } from '../core/time.ts'
import { bufferOf } from '../engine/connection.ts'
import type { Engine } from '../engine/engine.ts'
import { bridgeActor, isForCourier, isKnown, observationOf, openingOf, rawOf, waitsOn, withoutOtherMoney } from '../engine/reconcile.ts'
import type { Tables, Write } from '../engine/store.ts'
import type { Told, Word } from '../engine/upstream.ts'
import type { Wired } from './lines.ts'

export type NewsParts = { engine: Pick<Engine, 'perform' | 'reads' | 'world'>; count(name: 'news', label: Heard): void }
/** `thin`: not known here, and the document does not say enough to open it. `foreign`: it lives at another home, under this id or another. */
export type Heard = 'opened' | 'changed' | 'known' | 'thin' | 'foreign' | 'refused'
export type Hearing = { wired: Wired; told: Told; source: Observation['source']; at: Instant }

export async function hear(hearing: Hearing, parts: NewsParts): Promise<Heard> {
  const heard = await heardOf(hearing, parts)
  parts.count('news', heard)
  return heard
}

async function heardOf(hearing: Hearing, parts: NewsParts): Promise<Heard> {
  const { wired: { connection }, told } = hearing
  const held = await parts.engine.reads.disputeByTheirs(connection.merchant, connection.dialect, told.theirId)
  if (held && held.dispute.home !== connection.id) return 'foreign'
  return held ? observed(held.dispute, hearing, parts) : opened(hearing, parts)
}

async function observed(dispute: Dispute, { wired, told, source, at }: Hearing, { engine }: NewsParts): Promise<Heard> {
  const isHeard = isKnown(dispute, told) && !waitsOn(dispute, told, at) && !takesBack(dispute, told.reading, at)
  if (isHeard || isForCourier(dispute, told, wired.connector.capabilities)) return 'known'
  const { capabilities } = wired.connector
  const observation = observationOf(dispute, withoutOtherMoney(dispute, told, capabilities), capabilities, source, at)
  const also = recordOf(dispute, { wired, told, source, at })
  const command = { kind: 'observe', by: bridgeActor, observation, bufferMs: bufferOf(wired.connection.settings) } as const
  const performed = await engine.perform({ merchant: dispute.merchant, dispute: dispute.id, command, also })
  if (performed.kind !== 'done' || isRefusal(performed.value)) return 'refused'
  return performed.value.events.length > 0 ? 'changed' : 'known'
}

/** Opened as it was at its beginning, and then told what is: the state it has there is news like any other. */
async function opened(hearing: Hearing, parts: NewsParts): Promise<Heard> {
  const { wired: { connection }, told } = hearing
  const { engine } = parts
  const id: DisputeId = engine.world.ids.next('dsp')
  if (await isTwin(hearing, parts)) return 'foreign'
  const opening = openingOf(told, { merchant: connection.merchant, connection: connection.id, dialect: connection.dialect, bufferMs: bufferOf(connection.settings) }, id)
  if (!opening) return 'thin'
  // It may have been removed since it was asked, and what lived there nobody could reach.
  if (!await engine.reads.connectionById(connection.id)) return 'refused'
  const performed = await engine.perform({ merchant: connection.merchant, dispute: id, command: { kind: 'open', by: bridgeActor, opening }, also: [{ table: 'twin', rows: twinsOf(opening, told) }] })
  if (performed.kind !== 'done') return 'refused'
  if (isRefusal(performed.value)) return performed.value.refused === 'dispute_exists' ? openedMeanwhile(hearing, parts) : 'refused'
  await observed(performed.value.dispute, hearing, parts)
  return 'opened'
}

/** Somebody else heard of it at the same moment: then it is there, and hears of this. */
async function openedMeanwhile(hearing: Hearing, parts: NewsParts): Promise<Heard> {
  const { wired: { connection }, told } = hearing
  const held = await parts.engine.reads.disputeByTheirs(connection.merchant, connection.dialect, told.theirId)
  if (!held) return await isTwin(hearing, parts) ? 'foreign' : 'refused'
  return held.dispute.home === connection.id ? observed(held.dispute, hearing, parts) : 'foreign'
}

/** Whether it is here already under another id: a Parley there tells of what another connection reaches, or the other way round. */
async function isTwin({ wired: { connection: { merchant, dialect } }, told: { theirId, twin } }: Hearing, { engine: { reads } }: NewsParts): Promise<boolean> {
  if (await reads.twin(merchant, dialect, theirId)) return true
  if (!twin) return false
  return await reads.disputeByTheirs(merchant, twin.dialect, twin.theirId) !== null || await reads.twin(merchant, twin.dialect, twin.theirId) !== null
}

function twinsOf({ merchant, dialect, id: dispute }: Opening, { theirId, twin }: Told): Tables['twin'][] {
  return [{ dialect, theirId }, ...(twin ? [twin] : [])].map(known => ({ merchant, dispute, ...known }))
}

/** The document once per hash, and every word in it that nobody knows. */
function recordOf(about: Dispute, { wired: { connection }, told, source, at }: Hearing): Write[] {
  const { merchant, id } = connection
  const words = [...told.words, ...strangeJudgement(about, told)].map(({ field, word }) => ({ merchant, connection: id, field: field.slice(0, 200), word: word.slice(0, 200).toWellFormed(), amount: 1n }))
  return [{ table: 'raw', rows: [rawOf(merchant, about.id, source, told, at)] }, ...(words.length ? [{ table: 'word' as const, rows: words }] : [])]
}

function strangeJudgement(about: Dispute, { reading: { judged } }: Told): Word[] {
  return judged === null || fits(about, judged) ? [] : [{ field: 'judged', word: `${judged.amount} ${judged.currency}` }]
}
