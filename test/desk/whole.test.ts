import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { goTo, samplesOf, screenNoise, screens, type Samples } from '../kit/desk-screens.ts'

const skip = noChromium ?? false
/** Each page once, with nothing over it. */
const alone = screens.filter(({ opens, name }) => !opens || name === 'queue' || name === 'dispute')
const looks = [['light', 'ltr'], ['light', 'rtl'], ['dark', 'rtl'], ['dark', 'ltr']] as const

async function begun(t: TestContext): Promise<{ desk: Desk; page: Page; samples: Samples }> {
  const desk = await startDesk(t)
  const samples = await samplesOf(desk)
  return { desk, samples, page: await desk.visit({ path: '/system', expects: screenNoise }) }
}

test('no screen and nothing that opens over one has a serious finding of axe, in light or dark, from left or right', { skip }, async t => {
  const { desk, page, samples } = await begun(t)
  const found: string[] = []
  for (const screen of screens) {
    await goTo(page, desk.url, screen, samples)
    for (const [at, [theme, dir]] of looks.entries()) {
      await look(page, theme, dir)
      found.push(...(await seriousFindings(page, at === 0 ? 'all' : 'of looks')).map(finding => `${screen.name}, ${theme}, ${dir}: ${finding}`))
    }
  }
  assert.deepEqual(found, [])
  await page.getByRole('heading', { level: 1 }).first().evaluate(heading => { heading.style.color = '#777' })
  assert.match((await seriousFindings(page)).join(), /color-contrast/, 'It does not see what is there.')
})

test('no screen scrolls sideways at 320 pixels, from left or right, nor hides its heading', { skip }, async t => {
  const { desk, page, samples } = await begun(t)
  await page.setViewportSize({ width: 320, height: 640 })
  const wide: string[] = []
  for (const { opens, ...screen } of alone) {
    await goTo(page, desk.url, screen, samples)
    for (const dir of ['ltr', 'rtl'] as const) {
      await look(page, 'light', dir)
      wide.push(...(await sticksOut(page)).map(element => `${screen.name}, ${dir}: ${element}`))
    }
    assert.ok(await page.getByRole('heading', { level: 1 }).first().isVisible(), screen.name)
  }
  assert.deepEqual(wide, [])
})

test('by Tab alone: the way past the navigation comes first, then the bar, the navigation and the page; focus is always seen and nothing holds it', { skip }, async t => {
  const { page } = await begun(t)
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  // A page begins in its content, so the way to it starts from the document's first control.
  await page.getByRole('link', { name: 'Skip to the content' }).focus()
  const places = [await focusIn(page)]
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab')
    const place = await focusIn(page)
    if (place === 'outside') break
    if (places.at(-1) !== place) places.push(place)
  }
  assert.deepEqual(places, ['skip', 'bar', 'nav', 'main'])
})

test('what opens by a key gives the focus back to where it was', { skip }, async t => {
  const { desk, page, samples } = await begun(t)
  await goTo(page, desk.url, { name: 'dispute', path: ({ open }) => `/d/${open}`, shows: page => page.getByText('The parcel never came.').first() }, samples)
  const button = page.getByRole('complementary', { name: 'Decision' }).getByRole('button', { name: /^Accept/ })
  for (const key of ['Control+k', '?', 'i', 'a']) {
    await button.focus()
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await button.and(page.locator(':focus')).waitFor()
  }
})

test('on paper there is the page and nothing to press beside it, dark on light; with forced colours one sees where one is', { skip }, async t => {
  const { desk, page, samples } = await begun(t)
  await look(page, 'dark', 'ltr')
  for (const { opens, ...screen } of screens.filter(({ name }) => /^(?:queue|dispute|money|audit|system)$/.test(name))) {
    await page.emulateMedia({ media: 'screen' })
    await goTo(page, desk.url, screen, samples)
    await page.emulateMedia({ forcedColors: 'active' })
    if (screen.name !== 'dispute') assert.notEqual(await page.locator('.nav-link[aria-current="page"]').evaluate(link => getComputedStyle(link).outlineStyle), 'none', screen.name)
    await page.emulateMedia({ forcedColors: 'none', media: 'print' })
    assert.equal(await page.getByRole('navigation', { name: 'Desk' }).isVisible(), false, screen.name)
    assert.ok(await page.getByRole('heading', { level: 1 }).isVisible(), screen.name)
    const ink = await page.getByRole('heading', { level: 1 }).evaluate(heading => getComputedStyle(heading).color.match(/\d+/g)!.slice(0, 3).map(Number))
    assert.ok(Math.max(...ink) < 128, `${screen.name}: ${ink}`)
  }
})

/** Fails where what has the focus cannot be seen. */
function focusIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return 'outside'
    const { width, height } = element.getBoundingClientRect()
    if (width < 1 || height < 1 || getComputedStyle(element).outlineStyle === 'none') return `unseen: ${element.outerHTML.slice(0, 120)}`
    return element.matches('.skip') ? 'skip' : element.closest('main') ? 'main' : element.closest('nav[aria-label="Desk"]') ? 'nav' : 'bar'
  })
}

/** As the switch in the bar and `?dir=` have it, without loading the page anew. */
async function look(page: Page, theme: string, dir: string): Promise<void> {
  await page.evaluate(([theme, dir]) => {
    localStorage.setItem('parley.theme', theme!)
    dispatchEvent(new StorageEvent('storage'))
    document.documentElement.dir = dir!
  }, [theme, dir])
  await page.waitForFunction(([theme, dir]) => { const style = getComputedStyle(document.documentElement); return style.colorScheme === theme && style.direction === dir }, [theme, dir])
}

/** What makes the page wider than its window, the innermost first. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return []
    const out = [...document.body.querySelectorAll('*')].filter(element => { const { left, right } = element.getBoundingClientRect(); return right > innerWidth + 1 || left < -1 })
    return [`${document.documentElement.scrollWidth} pixels`, ...out.reverse().slice(0, 3).map(element => element.outerHTML.slice(0, 160))]
  })
}
