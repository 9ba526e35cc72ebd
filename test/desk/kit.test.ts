import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noChromium, startDesk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'

const skip = noChromium ?? false
const screens = ['/', '/practice', '/money', '/providers', '/dev/requests', '/dev/webhooks', '/dev/simulator', '/dev/keys', '/audit', '/system', '/settings/team'] as const

test('every screen opens by its address, has one heading and says where one is', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit()
  for (const path of screens) {
    await page.goto(`${desk.url}/desk${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, path)
    assert.equal(await page.getByRole('navigation', { name: 'Desk' }).locator('[aria-current="page"]').count(), 1, path)
  }
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Money' }).click()
  await page.getByRole('heading', { level: 1, name: 'Money' }).waitFor()
})

for (const [theme, rtl] of [['light', true], ['dark', false]] as const) {
  test(`the frame has no serious findings of axe: ${theme}, ${rtl ? 'right-to-left' : 'left-to-right'}`, { skip }, async t => {
    const page = await (await startDesk(t)).visit({ theme, rtl, path: '/system' })
    assert.equal(await page.evaluate(() => document.documentElement.dir), rtl ? 'rtl' : 'ltr')
    await page.waitForFunction(() => document.querySelector('.skeleton') === null)
    assert.deepEqual(await seriousFindings(page), [])
  })
}
