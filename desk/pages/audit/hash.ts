// The hash of an event as the contract describes it, computed by the browser.

export type Hashed = { prev: string; merchant: string; dispute: string; seq: number; stored: string }

export async function hashOf({ prev, merchant, dispute, seq, stored }: Hashed): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode([prev, merchant, dispute, seq, stored].join('\n')))
  return [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
