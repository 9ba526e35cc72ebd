import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Route } from 'playwright-core'
import { noChromium, startDesk, untilHeard } from '../kit/desk.ts'
import { samplesOf, screenNoise, screens, type Screen } from '../kit/desk-screens.ts'
import { hostileMany } from '../kit/hostile-many.ts'
import { ranFlag } from '../kit/hostile-texts.ts'

const skip = noChromium ?? false
/** Where an answer of the API holds what a cardholder, a merchant, a provider or a colleague wrote, also where it should not have come through. */
const written = new Set(['text', 'name', 'customer', 'order', 'note', 'statement', 'description', 'message', 'comment', 'override', 'label', 'url', 'reason_text', 'language', 'last_error', 'why', 'reference', 'file'])
const holding = new Set(['tags', 'metadata', 'references', 'headers'])

test('two hundred hostile texts, in every place of every screen, are text and nothing else, and no screen is torn', { skip }, async t => {
  const desk = await startDesk(t)
  const samples = await samplesOf(desk)
  const page = await desk.visit({ path: '/system', width: 1000, expects: screenNoise })
  const used = new Set<string>()
  let at = 0
  await page.route('**/v1/**', route => (route.request().method() === 'GET' && !route.request().url().includes('/stream') ? hostile(route, turnsFor(route.request().url(), at, used)) : route.continue()))
  const [wrong, shown] = [[] as string[], new Set<string>()]
  const pages = screens.filter(({ wentWrong }) => !wentWrong)
  // The queue holds the most texts: four times it, and every one has been in it.
  for (const screen of [pages[0]!, pages[0]!, pages[0]!, ...pages]) {
    at += 50
    await page.goto(`${desk.url}/desk${screen.path(samples)}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    if (screen.path(samples) === '/') await screen.shows(page).waitFor()
    await page.waitForFunction(() => document.querySelector('.skeleton') === null)
    if (screen.opens && screen.name !== 'dispute') await opened(page, screen)
    for (const text of await shownOn(page)) shown.add(text)
    wrong.push(...(await brokenBy(page)).map(what => `${screen.name}: ${what}`))
  }
  assert.deepEqual(wrong, [])
  assert.equal(used.size, hostileMany.length, 'Not every text was tried.')
  t.diagnostic(`${shown.size} of them were seen as they are`)
  assert.ok(shown.size > 30, `Only ${shown.size} were seen.`)
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('iframe')))
  assert.match((await brokenBy(page)).join(), /iframe/, 'It does not see what is there.')
})

/** Its own text may be one of those now: what opens over a page waits for its keys alone. */
async function opened(page: Page, { opens }: Screen): Promise<void> {
  await untilHeard(page)
  await page.waitForFunction(() => !location.pathname.includes('/d/') || document.title.startsWith('Dispute over'))
  await opens!(page)
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
}

/** The same texts for the same call of a screen, in whatever order calls are made. */
function turnsFor(url: string, at: number, used: Set<string>): () => string {
  let turn = [...new URL(url).pathname].reduce((sum, letter) => sum + letter.charCodeAt(0), at)
  return () => {
    const text = hostileMany[turn++ % hostileMany.length]!
    used.add(text)
    return text
  }
}

async function hostile(route: Route, next: () => string): Promise<void> {
  const answer = await route.fetch({ maxRetries: 3 })
  if (!/json/.test(answer.headers()['content-type'] ?? '')) return route.fulfill({ response: answer })
  await route.fulfill({ response: answer, body: JSON.stringify(withHostile(JSON.parse(await answer.text()), next)) })
}

function withHostile(value: unknown, next: () => string, isWritten = false): unknown {
  if (typeof value === 'string') return isWritten ? next() : value
  if (Array.isArray(value)) return value.map(each => withHostile(each, next, isWritten))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withHostile(each, next, holding.has(name) || (typeof each === 'string' && written.has(name)) || (isWritten && typeof each === 'string'))]))
}

/** Those that stand there letter by letter. */
async function shownOn(page: Page): Promise<string[]> {
  const all = await page.evaluate(() => document.body.textContent!)
  return hostileMany.filter(text => text.trim() !== '' && all.includes(text))
}

function brokenBy(page: Page): Promise<string[]> {
  return page.evaluate(flag => {
    const isOurs = ({ href = '', src = '' }: { href?: string; src?: string }): boolean => `${href}${src}`.startsWith(`${location.origin}/desk/`)
    const loading = [...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script:not([type="application/json"]), link, body img, a[href]')].filter(element => !isOurs(element as never) && !element.matches('[src^="blob:"], a[href^="/v1/"], a[href^="/docs"]'))
    const strange = [...loading, ...document.querySelectorAll('iframe, object, embed, base, form[action], audio, video, marquee, math, meta[http-equiv], style')]
    const handled = [...document.querySelectorAll('*')].filter(element => [...element.attributes].some(({ name }) => name.startsWith('on')))
    const wide = document.documentElement.scrollWidth > innerWidth ? [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.table-scroll')).slice(-2) : []
    return [
      ...((window as never as Record<string, unknown>)[flag] === undefined ? [] : ['something ran']),
      ...strange.map(element => `there is ${element.outerHTML.slice(0, 200)}`), ...handled.map(element => `it is handled: ${element.outerHTML.slice(0, 200)}`),
      ...wide.map(element => `it sticks out: ${element.outerHTML.slice(0, 200)}`),
      ...[...document.querySelectorAll('.problem:has(code)')].filter(({ textContent }) => !textContent.startsWith('No such dispute')).map(({ textContent }) => `it broke: ${textContent}`),
      ...(document.querySelector('main')!.getBoundingClientRect().width < 300 ? ['the page is not there'] : []),
    ]
  }, ranFlag)
}
