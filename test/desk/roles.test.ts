import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { openAtKiln } from '../kit/desk-disputes.ts'

const skip = noChromium ?? false
type Role = 'viewer' | 'operator'

/** Every screen, and what on it changes something: named, and from which role on it may be used. */
const screens: Record<string, { ready: string; controls: [name: RegExp, needs: 'operator' | 'admin'][] }> = {
  '/': { ready: 'Queue', controls: [[/^Accept…/, 'operator'], [/^Assign/, 'operator']] },
  '/d/:id': { ready: 'Dispute over', controls: [[/^Accept/, 'operator'], [/^Contest/, 'operator'], [/^Add the note/, 'operator']] },
  '/money': { ready: 'Money', controls: [] },
  '/practice': { ready: 'Practice', controls: [] },
  '/providers': { ready: 'Providers', controls: [[/^Connect an account…/, 'admin']] },
  '/dev/requests': { ready: 'Requests', controls: [] },
  '/dev/webhooks': { ready: 'Webhooks', controls: [[/^Add a webhook…/, 'admin']] },
  '/dev/simulator': { ready: 'Simulator', controls: [[/^Open it$/, 'operator']] },
  '/dev/keys': { ready: 'Keys', controls: [] },
  '/audit': { ready: 'Audit', controls: [] },
  '/system': { ready: 'System', controls: [] },
  '/settings/team': { ready: 'Team', controls: [[/^Add a person…/, 'admin'], [/^Change A /, 'admin']] },
}

for (const role of ['viewer', 'operator'] as const) {
  test(`the ${role} meets a reason on everything that the role may not do, on every screen, and no screen asks for what is refused`, { skip }, async t => {
    const desk = await startDesk(t)
    const id = await openAtKiln(desk)
    const cookie = await desk.signIn(desk.as('pk_test_sample_kiln'), role)
    const page = await desk.visit({ cookie })
    const refused: string[] = []
    page.on('response', response => { if (response.status() === 403) refused.push(`${response.request().method()} ${new URL(response.url()).pathname}`) })
    for (const [path, { ready, controls }] of Object.entries(screens)) {
      await goTo(desk, page, path.replace(':id', id), ready)
      for (const [name, needs] of controls) {
        const control = page.locator('main').getByRole('button', { name }).first()
        await control.waitFor({ state: 'attached' })
        const reason = await reasonOn(page, control)
        if (mayUse(role, needs)) assert.doesNotMatch(reason, /Needs the role/, `${role}, ${path}, ${name}`)
        else assert.deepEqual([await control.getAttribute('aria-disabled'), reason.includes(`Needs the role ${needs}`)], ['true', true], `${role}, ${path}, ${name}`)
      }
      assert.deepEqual(refused, [], `${role}, ${path}`)
    }
  })
}

test('whatever a viewer presses, on any screen, nothing is sent that changes anything', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await desk.visit({ cookie: await desk.signIn(desk.as('pk_test_sample_kiln'), 'viewer') })
  const sent: string[] = []
  page.on('request', request => { if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`) })
  for (const [path, { ready }] of Object.entries(screens)) {
    await goTo(desk, page, path.replace(':id', id), ready)
    await page.evaluate(() => {
      for (const button of document.querySelectorAll<HTMLElement>('main button, main [role="button"]')) if (button.isConnected && !button.closest('[role="menu"]')) button.click()
    })
    await settled(page)
    assert.deepEqual(sent, [], path)
  }
})

const mayUse = (role: Role, needs: 'operator' | 'admin'): boolean => role === needs

async function goTo(desk: Desk, page: Page, path: string, ready: string): Promise<void> {
  await page.goto(`${desk.url}/desk${path}`)
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${ready}`) }).waitFor()
  await settled(page)
}

/** Whatever the page asked for has been answered and drawn; the stream of events never ends and is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  await page.evaluate(() => new Promise(resolve => { requestAnimationFrame(() => requestAnimationFrame(resolve)) }))
}

/** As it is read out, or as it stands in a tooltip. */
async function reasonOn(page: Page, control: ReturnType<Page['locator']>): Promise<string> {
  const described = await control.getAttribute('aria-describedby')
  const ids = (described ?? '').split(' ').filter(Boolean)
  const texts = await page.evaluate(all => all.map(one => document.getElementById(one)?.textContent ?? ''), ids)
  return [...texts, await control.getAttribute('title') ?? ''].join(' ')
}
