// Where a request comes from: our own page, somebody else's, or this very machine. Judged by what browsers say of themselves, which
// no page can change.

import type { WireRequest } from '../wire/http.ts'

/** Old browsers and tools say nothing; they are held by the cookie's SameSite and the token. */
export function isFromOurPage({ headers }: WireRequest, publicUrl: string | null): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const origin = headers.get('origin')
  return origin === undefined || origin === originOf(publicUrl) || URL.parse(origin)?.host === headers.get('host')
}

/**
 * Both ends are this machine, and nobody in between passed it on. The name counts as well as the address: a page of a foreign name
 * that was made to point here is a foreign page.
 */
export function isThisMachine({ remote, headers }: WireRequest): boolean {
  const passedOn = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via', 'x-real-ip'].some(name => headers.get(name) !== undefined)
  return !passedOn && isLoopback(remote.replace(/^::ffff:/, '')) && isLoopbackHost(headers.get('host') ?? '')
}

const isLoopback = (address: string): boolean => address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)

const isLoopbackHost = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host)

const originOf = (publicUrl: string | null): string | null => (publicUrl === null ? null : new URL(publicUrl).origin)
