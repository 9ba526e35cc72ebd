/**
 * Answers given in the server's place, in force once `page.route` has returned. Of itself it returns before the page's own process has
 * heard of it: a call that somebody makes at that moment would go past the route.
 */
import type { Page } from 'playwright-core'

/** The server answers there with another status. */
const probed = '/healthz'

export function routedInTime(page: Page): void {
  const begin = page.route.bind(page)
  page.route = async (...given) => {
    const begun = await begin(...given)
    await begin(`**${probed}`, route => route.fulfill({ status: 204 }))
    await page.waitForFunction(path => fetch(path).then(({ status }) => status === 204, () => false), probed)
    await page.unroute(`**${probed}`)
    return begun
  }
}
