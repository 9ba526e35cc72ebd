/**
 * The desk as people use it: the whole Parley on loopback, and a real Chromium before it. One browser per test file, a fresh context per
 * page. A test fails on anything the browser complains of: errors, refused policies, requests to anywhere else.
 */
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromiumAbsent, openBrowser } from './desk-browser.ts'
import { routedInTime } from './desk-routes.ts'
import { watched } from './desk-watch.ts'
import { startNative, type Caller, type NativeKit } from './native.ts'
import type { KitOptions } from './server.ts'

export type DeskOptions = {
  /** Below /desk: '/money'. */
  path?: string
  theme?: 'light' | 'dark'
  rtl?: boolean
  width?: number
  height?: number
  touch?: boolean
  reducedMotion?: boolean
  zone?: string
  /** Somebody's cookie; without one the visitor is the demo operator of the sandbox. */
  cookie?: string
  /** What the browser may complain of, because the test brings it about. */
  expects?: readonly RegExp[]
}
export type Desk = NativeKit & {
  /** Opens another window: another person where another cookie is given, with nothing shared. */
  visit(options?: DeskOptions): Promise<Page>
  /** Makes a person of the caller's merchant and signs them in; answers their cookie. */
  signIn(admin: Caller, role: 'viewer' | 'operator' | 'admin', name?: string): Promise<string>
}

/** Why there is no browser here, or null: `test(name, { skip: noChromium ?? false }, ...)`. */
export const noChromium: string | null = chromiumAbsent()

const { buildDesk } = createRequire(import.meta.url)('../../scripts/desk.cjs') as { buildDesk(root: string, node: string): boolean }
if (noChromium === null) assert.ok(buildDesk(fileURLToPath(new URL('../..', import.meta.url)), process.execPath), 'The desk could not be built; see above.')

let browser: Promise<Browser> | null = null
after(async () => (await browser)?.close())

/** The sample cast at a fixed time. Everything is closed with the test. */
export async function startDesk(t: TestContext, options: KitOptions = {}): Promise<Desk> {
  const kit = await startNative({ cast: true, socket: true, workers: true, ...options })
  const { visit, seen, close } = windowsAt(kit.url)
  t.after(async () => {
    if (!t.passed) for (const line of await seen()) t.diagnostic(line)
    const complaints = await close()
    await kit.close()
    assert.deepEqual(complaints, [], 'The browser complained.')
  })
  return { ...kit, visit, signIn: (admin, role, name = `A ${role}`) => cookieOf(kit, admin, role, name) }
}

/** Windows before whatever serves the desk there. `seen` is what they show; closing them answers what the browser complained of. */
export function windowsAt(origin: string): Pick<Desk, 'visit'> & { seen(): Promise<string[]>; close(): Promise<string[]> } {
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  const visit = async ({ path = '/', ...look }: DeskOptions = {}): Promise<Page> => {
    browser ??= openBrowser()
    const context = await (await browser).newContext(settingsOf(origin, look))
    contexts.push(context)
    if (look.cookie) await context.addCookies([{ name: 'parley_session', value: look.cookie, url: origin }])
    if (look.theme) await context.addInitScript(`localStorage.setItem('parley.theme', '${look.theme}')`)
    const page = await context.newPage()
    routedInTime(page)
    watched(page, origin, complaint => { if (!look.expects?.some(expected => expected.test(complaint))) complaints.push(complaint) })
    page.setDefaultTimeout(60_000)
    await page.goto(`${origin}/desk${path}${look.rtl ? `${path.includes('?') ? '&' : '?'}dir=rtl` : ''}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await untilHeard(page)
    return page
  }
  const seen = (): Promise<string[]> => Promise.all(contexts.flatMap(context => context.pages()).map(showing))
  return { visit, seen, close: async () => { for (const context of contexts) await closed(context); return complaints } }
}

/** Until keys are listened to and news come in: either would be lost before. */
export async function untilHeard(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.frame') === null || document.activeElement !== document.body)
  await page.getByText('Not live', { exact: true }).waitFor({ state: 'detached' })
}

async function showing(page: Page): Promise<string> {
  const text = await page.locator('body').innerText({ timeout: 5_000 }).catch(String)
  return `${page.url()} showed: ${text.replace(/\s*\n\s*/g, ' | ')}`
}

/** What a test answers in the server's place may be on its way still. */
async function closed(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.close()
}

const password = 'seven herons over wet rice'

async function cookieOf(kit: NativeKit, admin: Caller, role: string, name: string): Promise<string> {
  const made = await admin('POST', '/v1/users', { name, role, password })
  assert.equal(made.status, 201, made.text)
  const { status, headers, text } = await kit.as(null)('POST', '/desk/session', { name, password })
  assert.equal(status, 200, text)
  return /^parley_session=([^;]+)/.exec(headers['set-cookie']!)![1]!
}

function settingsOf(origin: string, { width = 1440, height = 900, touch = false, reducedMotion = true, zone = 'Europe/Berlin', theme }: DeskOptions) {
  return {
    baseURL: origin, viewport: { width, height }, hasTouch: touch, timezoneId: zone, locale: 'en-GB',
    reducedMotion: reducedMotion ? 'reduce' as const : 'no-preference' as const, colorScheme: theme ?? 'light', acceptDownloads: true,
  }
}
