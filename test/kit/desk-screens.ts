/** Every screen of the desk and what opens over it: where it is, and what must be seen before it is looked at. A new screen is a line here. */
import type { Locator, Page } from 'playwright-core'
import { atKiln, kiln, openAtKiln, prepareAccept } from './desk-disputes.ts'
import { untilHeard, type Desk } from './desk.ts'
import { items, samplePdf, textOf, upload } from './native.ts'

export type Samples = { open: string; closed: string }
export type Screen = { name: string; path(samples: Samples): string; shows(page: Page): Locator; opens?(page: Page): Promise<unknown> }

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
  { name: 'assign sheet', path: dispute, shows: story, opens: page => pressed(page, 'i') },
  { name: 'palette', path: dispute, shows: story, opens: page => pressed(page, 'Control+k') },
  { name: 'help', path: dispute, shows: story, opens: page => pressed(page, '?') },
  { name: 'practice', path: at('/practice'), shows: heading('Practice') },
  { name: 'money', path: at('/money?month=2026-11'), shows: page => page.getByRole('region', { name: 'Money in THB' }) },
  { name: 'providers', path: at('/providers'), shows: heading('Providers') },
  { name: 'requests', path: at('/dev/requests'), shows: heading('Requests') },
  { name: 'webhooks', path: at('/dev/webhooks'), shows: heading('Webhooks') },
  { name: 'simulator', path: at('/dev/simulator'), shows: heading('Simulator') },
  { name: 'keys', path: at('/dev/keys'), shows: heading('Keys') },
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
  const closed = items((await atKiln(desk, 'GET', '/v1/disputes?state=accepted&limit=1')).data)[0]
  return { open, closed: textOf(closed!.id) }
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
