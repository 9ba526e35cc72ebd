// All of Parley on one origin: each dialect under its provider's own paths, and beside them the operator's and the reader's pages.

import type { DialectName } from '../core/dispute.ts'
import { deskPrefix, sessionPath } from '../desk/desk.ts'
import type { Dialect, Services } from '../dialects/dialect.ts'
import { mount } from '../wire/mount.ts'
import { routesOf } from '../wire/route.ts'
import type { WireHandle, WireRequest, WireResponse } from '../wire/http.ts'
import { inboundOf, inboundPrefix } from './inbound.ts'
import type { Known } from './observe.ts'
import type { Gate } from './sandbox-life.ts'

export type Page = (request: WireRequest) => WireResponse | Promise<WireResponse>
/** Exact paths, answered to GET and HEAD. */
export type Pages = Readonly<Record<string, Page>>
export type Dialects = Readonly<Record<DialectName, Dialect>>

/** What nobody owns is answered by native, in its shape. Whoever asks for more than a page waits at the gate. */
export function originOf(dialects: Dialects, services: Services, pages: Pages, desk: WireHandle, gate: Pick<Gate, 'open'>): WireHandle {
  const served = Object.values(dialects).flatMap(({ contract, serve, name, alsoUnder }) =>
    (contract && serve ? [{ name, prefixes: [...contract.prefixes, ...(alsoUnder?.(services) ?? [])], handle: serve(services) }] : []))
  const native = served.find(({ name }) => name === 'native')
  if (!native) throw new Error('The native dialect is not served')
  const apis = mount([...served, { prefixes: [deskPrefix], handle: desk }, { prefixes: [inboundPrefix], handle: inboundOf(services, native.handle) }], native.handle)
  const handle = async (request: WireRequest): Promise<WireResponse> => {
    const page = isRead(request.method) ? pageOf(pages, request.path) : null
    if (page) return page(request)
    await gate.open()
    return apis(request)
  }
  return Object.assign(handle, { bodyLimit: apis.bodyLimit })
}

export function routeTeller(dialects: Dialects, pages: Pages): (method: string, path: string) => Known {
  const finders = Object.values(dialects).flatMap(({ name, contract }) => (contract ? [{ dialect: name, find: routesOf(Object.values(contract.endpoints)) }] : []))
  return (method, path) => {
    if (pageOf(pages, path)) return { dialect: 'operations', route: `GET ${Object.hasOwn(pages, path) ? path : `${parentOf(path)}/*`}` }
    if (path === deskPrefix || path.startsWith(`${deskPrefix}/`)) return { dialect: 'desk', route: deskRoute(method, path) }
    if (path.startsWith(`${inboundPrefix}/`)) return { dialect: 'bridge', route: `${method === 'POST' ? method : 'GET'} ${inboundPrefix}/{connection}` }
    for (const { dialect, find } of finders) {
      const endpoint = find(path)?.byMethod.get(method)
      if (endpoint) return { dialect, route: `${endpoint.method} ${endpoint.path}`, endpoint }
    }
    return { dialect: 'none', route: 'unknown' }
  }
}

/** However many pages the desk has, it is one of few routes. */
function deskRoute(method: string, path: string): string {
  if (path === sessionPath) return `${['POST', 'PATCH', 'DELETE'].includes(method) ? method : 'GET'} ${sessionPath}`
  return `GET ${deskPrefix}/${path.startsWith(`${deskPrefix}/assets/`) ? 'assets/' : ''}*`
}

/** `/docs/problems/*` answers for everything right below it. */
function pageOf(pages: Pages, path: string): Page | null {
  if (Object.hasOwn(pages, path)) return pages[path]!
  const all = `${parentOf(path)}/*`
  return Object.hasOwn(pages, all) ? pages[all]! : null
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))
const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD'
