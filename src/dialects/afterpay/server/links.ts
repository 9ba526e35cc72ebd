// Links to files that work without credentials until they expire: whose file it is and until when is signed with them. The signature is
// compared in constant time.

import { timingSafeEqual } from 'node:crypto'
import { isId, type MerchantId } from '../../../core/ids.ts'
import { secondsOf, type Instant } from '../../../core/time.ts'
import type { WireRequest } from '../../../wire/http.ts'
import type { Served } from './call.ts'

const linkMs = 15 * 60_000

export function linkOf({ services }: Served, { headers }: WireRequest, merchant: MerchantId, token: string): { url: string; expiresAt: Instant } {
  const expires = secondsOf(services.engine.world.now() + linkMs)
  const query = new URLSearchParams({ merchant, expires: String(expires), signature: signed({ services }, merchant, token, String(expires)) })
  return { url: `${services.publicUrl ?? hereOf(headers.get('host'))}/v2/disputes/files/${token}/content?${query}`, expiresAt: expires * 1000 }
}

/** Null for a link that was not made here, or whose time is over. */
export function merchantOfLink({ services }: Pick<Served, 'services'>, token: string, link: { merchant: string; expires: string; signature: string }): MerchantId | null {
  const { merchant, expires, signature } = link
  if (!isId('mch', merchant)) return null
  const [right, given] = [Buffer.from(signed({ services }, merchant, token, expires)), Buffer.from(signature)]
  const genuine = right.length === given.length && timingSafeEqual(right, given)
  return genuine && services.engine.world.now() <= Number(expires) * 1000 ? merchant : null
}

function signed({ services: { vault } }: Pick<Served, 'services'>, merchant: string, token: string, expires: string): string {
  return vault.lookup(`afterpay file\n${merchant}\n${token}\n${expires}`)
}

/** Where the caller reached us; the link is for nobody but the caller. */
const hereOf = (host = ''): string => `http://${/^[\w.:[\]-]{1,255}$/.test(host) ? host : '127.0.0.1:4242'}`

const endings: Record<string, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif' }

/** Never shown by a browser from this origin. */
export function attachment(token: string, type: string): Record<string, string> {
  return {
    'content-disposition': `attachment; filename="${token}.${endings[type] ?? 'bin'}"`, 'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'", 'cross-origin-resource-policy': 'same-origin',
  }
}
