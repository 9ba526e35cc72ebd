/** Every screen of the desk and what opens over it: where it is, and what must be seen before it is looked at. A new screen is a line here. */
import type { Locator, Page } from 'playwright-core'
import { atKiln, kiln, openAtKiln, prepareAccept, sayWhy, tray } from './desk-disputes.ts'
import { pngOf } from './desk-pictures.ts'
import { untilHeard, type Desk } from './desk.ts'
import { items, samplePdf, textOf, upload } from './native.ts'

/** `refunded` has a payment that was given back, `held` is there to be accepted. */
export type Samples = { open: string; closed: string; refunded: string; held: string }
export type Screen = {
  name: string; path(samples: Samples): string; shows(page: Page): Locator; opens?(page: Page): Promise<unknown>
  /** It shows what went wrong, because it was brought about. */
  wentWrong?: true
}
/** What browsers say by themselves of the dispute that is not there and of what was brought about. */
export const screenNoise = [/status of 4(?:01|03|04)/, /ERR_CONNECTION_RESET/] as const

const heading = (name: string | RegExp) => (page: Page): Locator => page.getByRole('heading', { name }).first()
const at = (path: string) => (): string => path
const dispute = ({ open }: Samples): string => `/d/${open}`
const story = (page: Page): Locator => page.getByText('The parcel never came.').first()
const rows = (page: Page): Locator => page.locator('a[data-row]').first()
const dialog = (page: Page): Locator => page.getByRole('dialog').first()

export const screens: readonly Screen[] = [
  { name: 'queue', path: at('/'), shows: rows, opens: page => chosen(page) },
  { name: 'queue, closed', path: at('/?view=closed'), shows: rows },
  { name: 'queue, nothing fits', path: at('/?q=provider:omise+stage:arbitration'), shows: heading('No dispute fits the filter') },
  { name: 'dispute', path: dispute, shows: story, opens: page => page.getByRole('list', { name: 'History' }).getByText('Opened').waitFor() },
  { name: 'dispute, closed', path: ({ closed }) => `/d/${closed}`, shows: heading(/^Dispute over/) },
  { name: 'dispute, none', path: at('/d/dsp_00000000000000000000000000'), shows: heading('No such dispute') },
  { name: 'accept sheet', path: dispute, shows: story, opens: prepareAccept },
  { name: 'accept sheet, something is missing', path: ({ refunded }) => `/d/${refunded}`, shows: story, opens: missing },
  { name: 'pack', path: dispute, shows: story, opens: packed },
  { name: 'picture sheet', path: dispute, shows: story, opens: redacting },
  { name: 'contest sheet', path: dispute, shows: story, opens: contesting },
  { name: 'outcome not known', path: ({ held }) => `/d/${held}`, shows: story, opens: unheard, wentWrong: true },
  { name: 'on its way, not undone', path: ({ held }) => `/d/${held}`, shows: story, opens: notUndone },
  { name: 'receipt', path: ({ closed }) => `/d/${closed}`, shows: heading(/^Dispute over/), opens: page => opened(page, 'Receipt').then(() => page.getByText('Hash in the chain').waitFor()) },
  { name: 'bulk sheet', path: at('/'), shows: rows, opens: bulk },
  { name: 'assign sheet', path: dispute, shows: story, opens: page => pressed(page, 'i') },
  { name: 'snooze sheet', path: dispute, shows: story, opens: page => pressed(page, 'h') },
  { name: 'name of a view', path: at('/?q=currency:thb'), shows: rows, opens: page => opened(page, 'Save view…') },
  { name: 'palette', path: dispute, shows: story, opens: page => pressed(page, 'Control+k') },
  { name: 'help', path: dispute, shows: story, opens: page => pressed(page, '?') },
  { name: 'practice', path: at('/practice'), shows: heading('Practice') },
  { name: 'money', path: at('/money?month=2026-11'), shows: page => page.getByRole('region', { name: 'Money in THB' }) },
  { name: 'providers', path: at('/providers'), shows: heading('Providers') },
  { name: 'requests', path: at('/dev/requests'), shows: heading('Requests') },
  { name: 'webhooks', path: at('/dev/webhooks'), shows: heading('Webhooks') },
  { name: 'simulator', path: at('/dev/simulator'), shows: heading('Simulator') },
  { name: 'keys', path: at('/dev/keys'), shows: heading('Keys') },
  { name: 'connect form', path: at('/providers'), shows: heading('Providers'), opens: page => opened(page, 'Connect an account…') },
  { name: 'webhook form', path: at('/dev/webhooks'), shows: heading('Webhooks'), opens: page => opened(page, 'Add a webhook…') },
  { name: 'reset sheet', path: at('/dev/simulator'), shows: heading('Simulator'), opens: page => opened(page, 'Reset the sandbox…') },
  { name: 'key form', path: at('/dev/keys'), shows: heading('Keys'), opens: page => opened(page, 'Make a key…') },
  { name: 'key, shown once', path: at('/dev/keys'), shows: heading('Keys'), opens: shownOnce },
  { name: 'key, to be revoked', path: at('/dev/keys'), shows: heading('Keys'), opens: page => opened(page, /^Revoke pk_tes/) },
  { name: 'person form', path: at('/settings/team'), shows: heading('Team'), opens: page => opened(page, 'Add a person…') },
  { name: 'session ended', path: at('/practice'), shows: heading('Practice'), opens: sessionEnded, wentWrong: true },
  { name: 'audit', path: at('/audit'), shows: heading('Audit') },
  { name: 'system', path: at('/system'), shows: heading('System') },
  { name: 'team', path: at('/settings/team'), shows: heading('Team') },
  { name: 'sign-in', path: at('/sign-in'), shows: heading('Sign in to Parley') },
  { name: 'nowhere', path: at('/nowhere'), shows: page => page.getByRole('heading', { level: 1 }) },
]

/** What the screens show that the cast has not: a dispute with a file, one that is over, a webhook. */
export async function samplesOf(desk: Desk): Promise<Samples> {
  const open = await openAtKiln(desk, { amount: { value: 123_456, currency: 'THB' } })
  const file = upload({ bytes: samplePdf, name: 'courier.pdf', category: 'proof_of_delivery' })
  await desk.admin('POST', `/v1/disputes/${open}/evidence`, file.body, { ...file.headers, 'parley-merchant': kiln })
  const picture = upload({ bytes: pngOf(60, 40, (x, y) => [x * 4, y * 6, 90]), name: 'door.png', type: 'image/png', category: 'proof_of_delivery' })
  await desk.admin('POST', `/v1/disputes/${open}/evidence`, picture.body, { ...picture.headers, 'parley-merchant': kiln })
  const closed = items((await atKiln(desk, 'GET', '/v1/disputes?state=accepted&limit=1')).data)[0]
  const paid = { value: 8900, currency: 'THB' }
  const refunded = await openAtKiln(desk, { payment: { id: 'pay_desk_2', captured: paid, refunded: paid } })
  return { open, closed: textOf(closed!.id), refunded, held: await openAtKiln(desk) }
}

/** Goes to a screen and waits until it is there, whole. */
export async function goTo(page: Page, origin: string, { path, shows, opens }: Screen, samples: Samples): Promise<void> {
  await page.goto(`${origin}/desk${path(samples)}`)
  await shows(page).waitFor()
  await untilHeard(page)
  await opens?.(page)
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
}

async function pressed(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await dialog(page).waitFor()
}

async function chosen(page: Page): Promise<void> {
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByRole('region', { name: 'Selection' }).waitFor()
  await page.getByText('What we know').waitFor()
}

async function opened(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).first().click()
  await dialog(page).waitFor()
}

async function missing(page: Page): Promise<void> {
  const sheet = await prepareAccept(page)
  await page.keyboard.press('Control+Enter')
  await sheet.getByRole('alert').first().waitFor()
}

async function packed(page: Page): Promise<void> {
  await page.getByText(/^Files \d+ of/).first().waitFor({ state: 'attached' })
  await page.keyboard.press('p')
  await page.getByRole('region', { name: 'The pack' }).waitFor()
}

async function redacting(page: Page): Promise<void> {
  await page.keyboard.press('3')
  await opened(page, /^Change /)
  await dialog(page).getByText(/^After: \d+ ×/).waitFor()
  await page.keyboard.press('b')
  await dialog(page).getByRole('list', { name: 'Black boxes' }).waitFor()
}

/** Until it is known what the provider takes, the key leads to the evidence. */
async function contesting(page: Page): Promise<void> {
  await page.getByText(/^Files \d+ of/).first().waitFor({ state: 'attached' })
  await pressed(page, 'c')
  await dialog(page).getByText(/^Checked .* ago: still open/).waitFor()
}

async function bulk(page: Page): Promise<void> {
  await chosen(page)
  await page.keyboard.press('Shift+x')
  await pressed(page, 'a')
  await dialog(page).getByRole('textbox', { name: /^Type \d+/ }).waitFor()
}

async function confirmed(page: Page): Promise<void> {
  await prepareAccept(page)
  await sayWhy(page)
  await page.keyboard.press('Control+Enter')
}

async function unheard(page: Page): Promise<void> {
  await page.route('**/accept', route => route.abort('connectionreset'), { times: 1 })
  await confirmed(page)
  await page.getByRole('dialog', { name: 'Outcome not known' }).waitFor()
}

/** What waits in its window, and news at the foot of the page that stay. */
async function notUndone(page: Page): Promise<void> {
  await confirmed(page)
  await tray(page).getByText(/^Sending (in|any)/).waitFor()
  await page.route('**/undo', route => route.fulfill({ status: 403, json: { code: 'shelf_moved', title: 'Moved', detail: 'The shelf is being moved.', next: 'Wait.' } }), { times: 1 })
  await page.keyboard.press('z')
  await page.getByText(/^Not undone:/).waitFor()
}

async function shownOnce(page: Page): Promise<void> {
  await opened(page, 'Make a key…')
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('Shown this once').waitFor()
  await page.keyboard.press('Escape')
  await dialog(page).getByRole('alert').waitFor()
}

async function sessionEnded(page: Page): Promise<void> {
  const problem = { code: 'unauthenticated', title: 'Nobody is signed in', detail: 'The session is over.', next: 'Sign in.', status: 401 }
  await page.route('**/v1/webhooks', route => route.fulfill({ status: 401, json: problem }), { times: 1 })
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Webhooks' }).click()
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
}
