// Which sheet somebody asked for, from the queue, a dispute or a receipt's link. The host shows it; nothing is sent by opening one.

import { makeStore } from './store.ts'

export type Asked = { kind: 'accept'; ids: readonly string[] } | { kind: 'contest'; id: string } | { kind: 'receipt'; id: string } | { kind: 'outcomes'; group: string }

const asked = makeStore<Asked | null>(null)

/** With several it is the bulk flow: each is looked at again, and what cannot be accepted is left out and says why. */
export const openAcceptSheet = (ids: readonly string[]): void => { if (ids.length > 0) open({ kind: 'accept', ids: [...new Set(ids)] }) }
export const openContestSheet = (id: string): void => open({ kind: 'contest', id })
export const openReceipt = (id: string): void => open({ kind: 'receipt', id })
/** What became of those that were confirmed together. */
export const openOutcomes = (group: string): void => open({ kind: 'outcomes', group })
export const closeSheet = (): void => asked.set(() => null)
export const useAsked = asked.use

function open(what: Asked): void {
  asked.set(() => what)
}
