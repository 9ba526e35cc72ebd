// Which call of the API a screen or a control makes, and that call as a line for a shell.

import { CopyButton } from '../../ui/copy.tsx'
import { curlOfOwn } from './curl.ts'

/** A screen's JSON twin. */
export function Twin({ route, target }: { route: string; target?: string }) {
  const [method = 'GET', path = ''] = route.split(' ')
  return <p className="line small soft"><code>API: {route}</code><CopyButton text={curlOfOwn(method, target ?? path)} label={`Copy ${route} as curl`}>curl</CopyButton></p>
}

type OwnCallProps = { method: string; target: string; body?: unknown; needs?: 'merchant' | 'administrator'; label: string }

/** Beneath a control: what it will send, as it would be sent from a shell. */
export function CurlLine({ method, target, body, needs, label }: OwnCallProps) {
  const text = curlOfOwn(method, target, body, needs)
  return (
    <details className="curl">
      <summary className="small soft">curl: {label}</summary>
      <pre dir="ltr" tabIndex={0}>{text}</pre>
      <CopyButton text={text} label={`Copy as curl: ${label}`}>Copy</CopyButton>
    </details>
  )
}
