// Where Moov's documents leave a choice and an operator may want the other one. Data only.

/**
 * Which scope an access token needs in order to accept. Moov documents `transfers.read` for a call that gives up money; the others
 * that change something need `transfers.write`.
 * `documented`: read, and nothing else. `either`: read or write. `write`: as for every other change.
 */
export type AcceptScope = 'documented' | 'either' | 'write'
export type MoovSwitches = { acceptScope: AcceptScope }

/** A sandbox behaves as Moov does; in live a token that may only read decides nothing. */
export const usualSwitches = (sandbox: boolean): MoovSwitches => ({ acceptScope: sandbox ? 'either' : 'write' })
