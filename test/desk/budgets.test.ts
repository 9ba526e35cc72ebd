import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byteBudgets, bytesOfDesk, type Measured } from '../kit/desk-bytes.ts'
import { noChromium, startDesk } from '../kit/desk.ts'

const skip = noChromium ?? false

test('what the desk sends fits its budgets of bytes', { skip }, t => {
  const bytes = bytesOfDesk()
  for (const name of Object.keys(byteBudgets) as (keyof Measured)[]) {
    t.diagnostic(`${name}: ${(bytes[name] / 1000).toFixed(1)} kB, at most ${byteBudgets[name].must / 1000}, wanted ${byteBudgets[name].wanted / 1000}`)
    assert.ok(bytes[name] <= byteBudgets[name].must, `${name}: ${bytes[name]} bytes; at most ${byteBudgets[name].must} are allowed.`)
  }
  assert.ok(bytes['JS before the first row'] > 50_000 && bytes['all JS'] > bytes['JS before the first row'], 'It was not counted.')
})

test('the first row needs four requests: the page, its script, its style and the rows; none is for a font', { skip }, async t => {
  const desk = await startDesk(t)
  const page = await desk.visit({ path: '/system' })
  const answered: string[] = []
  const held: (() => void)[] = []
  let isRowThere = false
  await page.route('**/*', route => {
    const { pathname } = new URL(route.request().url())
    const isNeeded = /^\/desk\/$|^\/desk\/assets\/index-[\w-]+\.(?:js|css)$|^\/v1\/disputes$/.test(pathname)
    if (isNeeded && !isRowThere) answered.push(pathname)
    if (isNeeded || isRowThere) return route.continue()
    return new Promise<void>(letGo => held.push(letGo)).then(() => route.continue())
  })
  await page.goto(`${desk.url}/desk/`, { waitUntil: 'commit' })
  await page.locator('a[data-row]').first().waitFor()
  isRowThere = true
  assert.equal(answered.length, 4, answered.join(', '))
  assert.ok(held.length > 0, 'Nothing was held, so nothing is shown by it.')
  held.forEach(letGo => letGo())
  await page.getByRole('link', { name: /^Next 48 hours/ }).waitFor()
  assert.equal(await page.evaluate(() => [...document.fonts].length), 0)
})
