import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noChromium, startDesk } from '../kit/desk.ts'

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
