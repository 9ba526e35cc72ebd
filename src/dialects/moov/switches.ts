// Where Moov's documents leave a choice and an operator may want the other one. Data only.

import { rateForm, readRate, type Rate } from '../limiter.ts'
import type { Switchboard } from '../switchboard.ts'

/**
 * Which scope an access token needs in order to accept. Moov documents `transfers.read` for a call that gives up money; the others
 * that change something need `transfers.write`.
 * `documented`: read, and nothing else. `either`: read or write. `write`: as for every other change.
 */
export type AcceptScope = 'documented' | 'either' | 'write'
export type MoovSwitches = {
  /** `usual`: a sandbox behaves as Moov does (`either`); in live a token that may only read decides nothing (`write`). */
  acceptScope: AcceptScope | 'usual'
  /** In how many days Visa wants an answer: 6 on the newer page, 14 on the older one. */
  visaDays: 6 | 14
  rateLimit: Rate | null
}

export const usualSwitches: MoovSwitches = { acceptScope: 'usual', visaDays: 6, rateLimit: null }

const scopes: readonly AcceptScope[] = ['documented', 'either', 'write']

export const moovSwitches: Switchboard<MoovSwitches> = {
  usual: usualSwitches,
  words: {
    'accept-scope': {
      takes: scopes.join('|'), example: 'documented', reads: text => withDefined('acceptScope', scopes.find(scope => scope === text)),
      about: 'what a token needs to accept: `documented` transfers.read alone, `write` transfers.write alone, `either` one of them; otherwise `either` in a sandbox, `write` in live',
    },
    'visa-days': {
      takes: '6|14', example: '14', reads: text => withDefined('visaDays', ([6, 14] as const).find(days => String(days) === text)),
      about: 'days to respond where a dispute names no deadline and is no inquiry; otherwise 6, the newer number',
    },
    'rate-limit': {
      takes: rateForm, example: '40/1', reads: text => withDefined('rateLimit', readRate(text)),
      about: 'requests of an API key and its tokens; beyond that 429 with Retry-After. Moov\'s pages name 40/1 and 100/1, in test mode 10/1 and 50/1; otherwise unlimited',
    },
  },
}

function withDefined<N extends keyof MoovSwitches>(name: N, value: MoovSwitches[N] | undefined): Partial<MoovSwitches> | undefined {
  return value === undefined ? undefined : { [name]: value } as Partial<MoovSwitches>
}
