// The call behind a screen, by name and as a command: whatever is shown here a script can have too.

import type { Route } from '../api/contract.ts'
import { CopyButton } from '../ui/copy.tsx'

/** `target` is the path with its query, as this screen asks for it. */
export function ApiLine({ route, target }: { route: Route; target: string }) {
  const curl = `curl -H "Authorization: Bearer $PARLEY_KEY" '${location.origin}${target}'`
  return <p className="line small soft no-print"><code>API: {route}</code><CopyButton text={curl} label={`Copy ${route} as curl`}>curl</CopyButton></p>
}
