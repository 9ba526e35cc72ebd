// A call as a line for a shell, to be repeated outside of the desk. It holds no secret: where one belongs stands the name of a variable.

import { sessionNow } from '../../api/session.ts'

export type ShownCall = { method: string; target: string; headers?: readonly (readonly [string, string])[]; body?: string | null }

/** As the desk itself makes the call; what only the whole server's administrator may do needs that one's key. */
export function curlOfOwn(method: string, target: string, body?: unknown, needs: 'merchant' | 'administrator' = 'merchant'): string {
  const session = sessionNow()
  const acting = needs === 'merchant' && session?.user?.demo && session.merchant ? [['parley-merchant', session.merchant.id]] as const : []
  const key = needs === 'administrator' || session?.user?.demo ? '$PARLEY_ADMIN_KEY' : '$PARLEY_KEY'
  const type = body === undefined ? [] : [['content-type', 'application/json']] as const
  return curlText({ method, target, headers: [['authorization', `Bearer ${key}`], ...acting, ...type], body: body === undefined ? null : JSON.stringify(body) })
}

export function curlText({ method, target, headers = [], body = null }: ShownCall): string {
  const parts = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(location.origin + target)}`,
    ...headers.map(([name, value]) => `-H ${value.includes('$') ? doubled(`${name}: ${value}`) : quoted(`${name}: ${value}`)}`),
    ...(body === null || body === '' ? [] : [`--data-binary ${quoted(body)}`]),
  ]
  return parts.join(' \\\n  ')
}

/** Nothing within is anything but itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
/** A variable is filled in, and nothing is run. */
const doubled = (text: string): string => `"${text.replace(/[\\"`]/g, sign => `\\${sign}`).replace(/\$(?![A-Z_]+)/g, '\\$')}"`
