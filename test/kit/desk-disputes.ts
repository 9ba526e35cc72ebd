/** Disputes for the desk's tests, at the merchant for whom the demo operator acts, and what happens to them. */
import type { Locator, Page } from 'playwright-core'
import { memberOf } from '../../src/scenarios/cast.ts'
import type { Desk, DeskOptions } from './desk.ts'
import { textOf, type Json } from './native.ts'

export const kiln = memberOf('kiln').id

/** Another door to the same disputes: what a colleague or a script does meanwhile. */
export const atKiln = async ({ admin }: Pick<Desk, 'admin'>, method: string, path: string, body?: unknown): Promise<Json> => {
  const answer = await admin(method, path, body, { 'parley-merchant': kiln })
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
  return answer.body
}

export async function openAtKiln({ admin }: Pick<Desk, 'admin'>, more: object = {}): Promise<string> {
  const { status, body, text } = await admin('POST', '/v1/sandbox/disputes', {
    merchant: kiln, dialect: 'native', amount: { value: 8900, currency: 'THB' }, reason: 'not_received', respond_in: 'P7D',
    story: { text: 'The parcel never came.', language: 'en', customer: 'Harriet Osei' }, payment: { id: 'pay_desk_1', order: 'MK-7001' }, ...more,
  })
  if (status !== 201) throw new Error(`No dispute: ${text}`)
  return textOf(body.id)
}

/** Lets what waits in its undo window take effect, and whatever else is due by then. */
export async function letPass({ clock, app }: Pick<Desk, 'clock' | 'app'>, ms: number): Promise<void> {
  clock.advance(ms)
  await app.workers.runOnceAll(clock.now())
}

export const stateOf = async (desk: Pick<Desk, 'admin'>, id: string): Promise<string> => textOf((await atKiln(desk, 'GET', `/v1/disputes/${id}`)).state)

/** How often it was accepted, as the record has it. */
export async function acceptancesOf(desk: Pick<Desk, 'admin'>, id: string): Promise<number> {
  const { data } = await atKiln(desk, 'GET', `/v1/disputes/${id}/events?limit=100`)
  return (data as unknown as Json[]).filter(({ kind }) => ['acceptance_held', 'accepted'].includes(textOf(kind))).length
}

/** The page of a dispute, once it is there. */
export async function visitDispute(desk: Desk, id: string, more: DeskOptions = {}): Promise<Page> {
  const page = await desk.visit({ path: `/d/${id}`, ...more })
  await page.getByRole('heading', { level: 1, name: /^Dispute over/ }).waitFor()
  // It is said at the same moment as the keys are taken.
  await page.waitForFunction(() => document.title.startsWith('Dispute over'))
  return page
}

export const rail = (page: Page): Locator => page.getByRole('complementary', { name: 'Decision' })
export const tray = (page: Page): Locator => page.getByRole('region', { name: 'Decisions on their way' })
export const acceptSheet = (page: Page): Locator => page.getByRole('dialog', { name: /^Accept dispute/ })
export const acceptButton = (page: Page): Locator => acceptSheet(page).getByRole('button', { name: /^Accept and give up/ })

/** Opens the sheet and waits until it has looked at the dispute anew. */
export async function prepareAccept(page: Page): Promise<Locator> {
  await page.keyboard.press('a')
  await acceptSheet(page).getByText(/^Checked .* ago: still open/).waitFor()
  return acceptSheet(page)
}

export async function sayWhy(page: Page, reason = 'We have no proof'): Promise<void> {
  await acceptSheet(page).getByText(reason).click()
}

/** Every call that would change something, in order: what was really sent. */
export function sentBy(page: Page): { method: string; path: string; key: string | undefined }[] {
  const sent: { method: string; path: string; key: string | undefined }[] = []
  page.on('request', request => {
    const path = new URL(request.url()).pathname
    if (request.method() !== 'GET' && !path.endsWith('/preparing')) sent.push({ method: request.method(), path, key: request.headers()['idempotency-key'] })
  })
  return sent
}

export const looks = [{ theme: 'light' }, { theme: 'dark' }, { theme: 'light', rtl: true }, { theme: 'dark', rtl: true }] as const
