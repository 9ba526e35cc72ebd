// Which requests of a known caller are let through to a call: not those of a reader who would decide, nor of a page, nor of a browser that
// fetches ahead. A GET that gives money up needs all of it. It looks at headers and at no dispute.

import type { Endpoint, FailureReply } from '../../../wire/contract.ts'
import type { WireHeaders, WireRequest } from '../../../wire/http.ts'
import type { FailureCode } from '../failures.ts'
import type { AfterpaySwitches } from '../switches.ts'
import type { Known } from './authenticate.ts'

export function refusedAtTheGate({ scope }: Known, request: WireRequest, endpoint: Endpoint, { strictUserAgent }: AfterpaySwitches): FailureReply<FailureCode> | null {
  const { headers } = request
  const decides = endpoint.scope === 'decide'
  if (!takesJson(headers.get('accept'))) return { failure: 'not_acceptable' }
  if (strictUserAgent && !headers.get('user-agent')) return { failure: 'user_agent_missing' }
  if (decides && scope === 'read') return { failure: 'forbidden' }
  return decides && (isAhead(headers) || isFromPage(headers)) ? { failure: 'not_from_a_page' } : null
}

const json = ['application/json', 'application/*', '*/*']

/** `application/json` or `*\/*` somewhere in the list, and not with a weight of nothing. */
export function takesJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true
  return accept.split(',').some(part => {
    const [type = '', ...parameters] = part.split(';').map(text => text.trim().toLowerCase())
    return json.includes(type) && !parameters.some(parameter => /^q=0(?:\.0*)?$/.test(parameter))
  })
}

/** Browsers and mail programs that load what nobody has clicked yet. */
function isAhead(headers: WireHeaders): boolean {
  const says = (name: string, words: RegExp): boolean => words.test(headers.get(name) ?? '')
  const ahead = /prefetch|prerender|preview/i
  return says('sec-purpose', ahead) || says('purpose', ahead) || says('x-moz', /prefetch/i) || says('x-purpose', ahead)
}

/** Node's own fetch sends Sec-Fetch-Mode and neither of these; pages cannot leave them out. */
function isFromPage(headers: WireHeaders): boolean {
  const destination = headers.get('sec-fetch-dest')
  return ['cross-site', 'same-site'].includes((headers.get('sec-fetch-site') ?? '').toLowerCase()) || (destination !== undefined && destination.toLowerCase() !== 'empty')
}
