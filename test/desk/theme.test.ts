import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk } from '../kit/desk.ts'

const skip = noChromium ?? false
const isDark = (page: Page) => page.locator('html[data-theme="dark"]').waitFor()

test('the colours that somebody chose are there in the next browser too', { skip }, async t => {
  const desk = await startDesk(t)
  const cookie = await desk.signIn(desk.as('pk_test_sample_kiln'), 'viewer', 'Mina')
  const page = await desk.visit({ path: '/practice', cookie })
  await page.getByRole('button', { name: /signed in as Mina/ }).click()
  const [answer] = await Promise.all([page.waitForResponse(response => response.request().method() === 'PATCH'), page.getByRole('menuitemradio', { name: 'Dark' }).click()])
  await isDark(page)
  assert.equal(answer.status(), 200)
  const elsewhere = await desk.visit({ path: '/practice', cookie })
  await isDark(elsewhere)
  await elsewhere.reload()
  await isDark(elsewhere)
})
