// What of an address is signed: path and query, as they go over the wire.

export function uriOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
