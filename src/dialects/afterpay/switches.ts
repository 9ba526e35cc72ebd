// Where Afterpay's documents leave a choice and an operator may want the other one. Data only.

import type { Switchboard } from '../switchboard.ts'

export type AfterpaySwitches = {
  /** The verbs under which accepting is offered: the current pages say GET, two older editions POST. */
  acceptMethods: readonly ('GET' | 'POST')[]
  /** Answers 400 to a request without User-Agent, which one half of the pages requires. */
  strictUserAgent: boolean
  /** `openingNoteAttachments` as a real array, as the older edition shows it, and not as a string that holds one. */
  attachmentsAsArray: boolean
  /** Only 200 acknowledges a webhook, and no other 2xx. */
  strictAcknowledgement: boolean
}

export const usualSwitches: AfterpaySwitches = { acceptMethods: ['GET', 'POST'], strictUserAgent: false, attachmentsAsArray: false, strictAcknowledgement: false }

export const afterpaySwitches: Switchboard<AfterpaySwitches> = {
  usual: usualSwitches,
  words: {
    'accept-by-get': { to: { acceptMethods: ['GET'] }, about: 'accepting is GET alone, as the current pages have it; otherwise GET and POST' },
    'accept-by-post': { to: { acceptMethods: ['POST'] }, about: 'accepting is POST alone, as two older editions have it' },
    'user-agent-required': { to: { strictUserAgent: true }, about: 'a request without User-Agent is 400' },
    'attachments-as-array': { to: { attachmentsAsArray: true }, about: 'openingNoteAttachments is an array, not a string that holds one' },
    'acknowledge-by-200': { to: { strictAcknowledgement: true }, about: 'only 200 acknowledges a webhook, no other 2xx' },
  },
}
