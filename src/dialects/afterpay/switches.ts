// Where Afterpay's documents leave a choice and an operator may want the other one: each switch by the word that turns it. `usual` is what
// nobody asked about.

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

const words: Readonly<Record<string, Partial<AfterpaySwitches>>> = {
  'accept-by-get': { acceptMethods: ['GET'] },
  'accept-by-post': { acceptMethods: ['POST'] },
  'user-agent-required': { strictUserAgent: true },
  'attachments-as-array': { attachmentsAsArray: true },
  'acknowledge-by-200': { strictAcknowledgement: true },
}

export const switchWords = Object.keys(words)

/** Words with commas between; undefined for a word that is none. Of the two verbs one may be named. */
export function switchesOf(text: string): AfterpaySwitches | undefined {
  const named = text.split(',').map(word => word.trim())
  const both = named.includes('accept-by-get') && named.includes('accept-by-post')
  if (both || !named.every(word => Object.hasOwn(words, word))) return undefined
  return named.reduce<AfterpaySwitches>((switches, word) => ({ ...switches, ...words[word] }), usualSwitches)
}
