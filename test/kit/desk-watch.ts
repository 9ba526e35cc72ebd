/** Tells of everything that a browser finds wrong with a page: errors, what its policy refuses, what comes from or goes elsewhere. */
import type { Page } from 'playwright-core'

export function watched(page: Page, origin: string, complain: (what: string) => void): void {
  page.on('console', message => { if (message.type() === 'error' || message.type() === 'warning') complain(`console ${message.type()}: ${message.text()} ${message.location().url}`) })
  page.on('pageerror', error => complain(`page error: ${error.stack ?? error.message}`))
  page.on('crash', () => complain('the page crashed'))
  page.on('request', request => { if (!isOurs(request.url(), origin)) complain(`request elsewhere: ${request.url()}`) })
}

function isOurs(url: string, origin: string): boolean {
  return url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`)
}
