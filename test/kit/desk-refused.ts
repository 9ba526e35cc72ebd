/** Lets one call of the desk be refused by the server, as often as it is made, until it is let through again. */
import type { Page } from 'playwright-core'

/** What the browser says of it by itself; give it to `visit` as what is expected. */
export const refusalNoise = /status of (?:403|409|422|500|503)/

export async function refuseCalls(page: Page, path: string): Promise<{ letThrough(): Promise<void> }> {
  const isMeant = (url: URL): boolean => url.pathname === path
  const body = JSON.stringify({ type: 'x', title: 'It is being mended', status: 403, detail: 'The shelf is being moved.', code: 'shelf_moved', next: 'Come back in a minute.', transient: false, instance: 'req_mended' })
  await page.route(isMeant, route => route.fulfill({ status: 403, contentType: 'application/problem+json', body }))
  return { letThrough: () => page.unroute(isMeant) }
}
