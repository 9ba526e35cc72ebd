/** Whether the effect of a deed is to be seen. Anything but wholly there or wholly absent is half done, and fails at once. */
import assert from 'node:assert/strict'
import type { Deed } from './witness.ts'
import { insisted } from './insist.ts'
import type { Call } from './witness-calls.ts'

export type WireDispute = { id: string; state: string; revision: number; act?: Named; acceptance?: Decided; defense?: Decided }
type Named = { id: string } | null
type Decided = { act: string } | null

export async function visible(call: Call, deed: Deed): Promise<boolean> {
  const dispute = await found(call, deed)
  if (deed.kind === 'open') return dispute !== null
  assert.ok(dispute, `the dispute of ${deed.key} is lost`)
  const { state, revision } = dispute
  if (state === 'needs_response' && revision === 1 && !dispute.act) return false
  const seen = `${state} at revision ${revision}${dispute.act ? ' with an act' : ''}`
  assert.ok(wholes[deed.kind].includes(seen), `${deed.key} is half done: ${seen}`)
  sameAct(deed, dispute)
  return true
}

/** A held acceptance goes out by itself when its window is over. */
const wholes: Record<Exclude<Deed['kind'], 'open'>, string[]> = {
  accept: ['accepted at revision 2'],
  hold: ['needs_response at revision 2 with an act', 'accepted at revision 3'],
  submit: ['under_review at revision 2'],
}

async function found(call: Call, { theirs }: Deed): Promise<WireDispute | null> {
  const heard = await insisted(() => call('GET', `/v1/disputes?their_id=${theirs}`))
  assert.equal(heard?.status, 200, `disputes could not be read: ${heard?.text}`)
  const { data } = JSON.parse(heard!.text) as { data: WireDispute[] }
  assert.ok(data.length <= 1, `${theirs} was opened ${data.length} times`)
  return data[0] ?? null
}

/** The act that was answered is the one that stands. */
function sameAct({ heard, key }: Deed, dispute: WireDispute): void {
  if (typeof heard === 'object') assert.equal(actIn(dispute), actIn(JSON.parse(heard.text) as WireDispute), `${key} stands under another act than the one that was answered`)
}

/** An answer that shows an act on its way shows it beside the dispute. */
const actIn = ({ acceptance, defense, act }: WireDispute): string | undefined => acceptance?.act ?? defense?.act ?? act?.id
