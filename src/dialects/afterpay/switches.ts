// Where Afterpay's documents leave a choice and an operator may want the other one. Data only; `usual` is what nobody asked about.

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
