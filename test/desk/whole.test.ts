import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { goTo, samplesOf, screens, type Samples } from '../kit/desk-screens.ts'

const skip = noChromium ?? false
const looks = [['light', 'ltr'], ['light', 'rtl'], ['dark', 'rtl'], ['dark', 'ltr']] as const
/** What the server says of the dispute that is not there. */
const expects = [/status of 404/]

async function begun(t: TestContext): Promise<{ desk: Desk; page: Page; samples: Samples }> {
  const desk = await startDesk(t)
  const samples = await samplesOf(desk)
  return { desk, samples, page: await desk.visit({ path: '/system', expects }) }
}

test('no screen and nothing that opens over one has a serious finding of axe, in light or dark, from left or right', { skip }, async t => {
  const { desk, page, samples } = await begun(t)
  const found: string[] = []
  for (const screen of screens) {
    await goTo(page, desk.url, screen, samples)
    for (const [theme, dir] of looks) {
      await look(page, theme, dir)
      found.push(...(await seriousFindings(page)).map(finding => `${screen.name}, ${theme}, ${dir}: ${finding}`))
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
  for (const { opens, ...screen } of screens) {
    await goTo(page, desk.url, screen, samples)
    for (const dir of ['ltr', 'rtl'] as const) {
      await look(page, 'light', dir)
      wide.push(...(await sticksOut(page)).map(element => `${screen.name}, ${dir}: ${element}`))
    }
    assert.ok(await page.getByRole('heading', { level: 1 }).first().isVisible(), screen.name)
  }
  assert.deepEqual(wide, [])
})

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
