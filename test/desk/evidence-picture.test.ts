import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { atKiln, kiln, openAtKiln, sentBy, visitDispute } from '../kit/desk-disputes.ts'
import { chunksOf, jpegOf, noise, pixelsOf, pngOf, segmentsOf, withCamera } from '../kit/desk-pictures.ts'
import { items, textOf, upload, type Json } from '../kit/native.ts'
import { hostileTexts, ranFlag } from '../kit/hostile-texts.ts'
import { signedIn } from '../kit/visitor.ts'

const skip = noChromium ?? false
const secret = 'Harriet Osei, 4 Mill Lane'
const door = () => pngOf(120, 80, (x, y) => [x * 2, y * 3, (x * y) % 256], [{ type: 'tEXt', data: Buffer.from(`Comment\0${secret}`) }, { type: 'eXIf', data: Buffer.from(`MM\0*${secret}`) }])

test('what is redacted is black in the new file itself, all else is as it was, and nothing comes along that the old one told beside its pixels', { skip }, async t => {
  const { desk, id, page, sheet } = await begun(t, door())
  await page.keyboard.press('b')
  const box = sheet.getByRole('application', { name: /^Box 1:/ })
  await box.and(page.locator(':focus')).waitFor()
  for (const [key, times] of [['ArrowLeft', 10], ['ArrowUp', 20], ['Shift+ArrowRight', 20], ['Shift+ArrowDown', 15]] as const) for (let press = 0; press < times; press++) await page.keyboard.press(key)
  await sheet.getByText('Box 1: 25 % from the left, 25 % from the top, 50 % wide, 25 % high').waitFor()
  await stored(sheet)
  const [kept, ...others] = await evidenceOf(desk, id)
  assert.deepEqual([others, kept!.name, kept!.category, kept!.type], [[], 'door.png', 'proof_of_delivery', 'image/png'])
  const bytes = await contentOf(desk, id, kept!)
  assert.deepEqual(chunksOf(bytes).filter(type => !/^(?:IHDR|IDAT|IEND|sRGB)$/.test(type)), [])
  assert.equal(Buffer.from(bytes).includes('Harriet'), false)
  const [after, before] = [await pixelsOf(page, bytes), await pixelsOf(page, door())]
  assert.deepEqual([after.width, after.height], [120, 80])
  for (let y = 0; y < 80; y++) {
    for (let x = 0; x < 120; x++) {
      const isIn = x >= 30 && x < 90 && y >= 20 && y < 40
      // To the pixel but for the box's edge, where a hundredth is no whole number of pixels.
      if (isIn) assert.deepEqual(after.at(x, y), [0, 0, 0], `${x}, ${y}`)
      else if (x < 28 || x > 91 || y < 18 || y > 41) assert.deepEqual(after.at(x, y), before.at(x, y), `${x}, ${y}`)
    }
  }
})

test('a box is drawn, moved, pulled and removed by pointer, and turns with the picture', { skip }, async t => {
  const { desk, id, page, sheet } = await begun(t, door())
  const stage = sheet.getByRole('img', { name: 'door.png, as it would be stored' })
  const drag = async (from: [number, number], to: [number, number]) => {
    const { x, y, width, height } = (await stage.boundingBox())!
    await page.mouse.move(x + from[0] * width, y + from[1] * height)
    await page.mouse.down()
    await page.mouse.move(x + to[0] * width, y + to[1] * height, { steps: 3 })
    await page.mouse.up()
  }
  await drag([0.1, 0.1], [0.3, 0.3])
  await sheet.getByText('Box 1: 10 % from the left, 10 % from the top, 20 % wide, 20 % high').waitFor()
  await drag([0.2, 0.2], [0.6, 0.2])
  await sheet.getByText('Box 1: 50 % from the left, 10 % from the top, 20 % wide, 20 % high').waitFor()
  const corner = (await sheet.locator('[data-corner]').boundingBox())!
  const { width, height } = (await stage.boundingBox())!
  await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2)
  await page.mouse.down()
  await page.mouse.move(corner.x + corner.width / 2 + width * 0.1, corner.y + corner.height / 2 + height * 0.2, { steps: 3 })
  await page.mouse.up()
  await sheet.getByText('Box 1: 50 % from the left, 10 % from the top, 30 % wide, 40 % high').waitFor()
  await drag([0.8, 0.8], [0.9, 0.9])
  await sheet.getByText(/^Box 2: 80 %/).waitFor()
  await sheet.getByRole('button', { name: 'Remove box 2' }).click()
  await sheet.getByText(/^Box 2: /).waitFor({ state: 'detached' })
  await page.keyboard.press('r')
  await sheet.getByText('Box 1: 50 % from the left, 50 % from the top, 40 % wide, 30 % high').waitFor()
  await sheet.getByText(/^After: 80 × 120, PNG/).waitFor()
  await stored(sheet)
  const after = await pixelsOf(page, await contentOf(desk, id, (await evidenceOf(desk, id))[0]!))
  assert.deepEqual([after.width, after.height, ...after.at(56, 78)], [80, 120, 0, 0, 0])
  assert.notDeepEqual(after.at(10, 100), [0, 0, 0])
})

test('a picture of a camera is made grey, turned as it is seen and redacted, without what the camera told', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const camera = withCamera(await jpegOf(page, door()), secret)
  assert.ok(segmentsOf(camera).includes('ffe1 Exif') && camera.includes(secret), 'It tells nothing.')
  const sheet = await changing(page, desk, id, camera, 'door.jpg', 'image/jpeg')
  // It was held sideways: 120 × 80 as it is kept, 80 × 120 as it is seen.
  await sheet.getByText(/^Before: 80 × 120, JPEG/).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.press('g')
  await sheet.getByRole('button', { name: /^Grey/, pressed: true }).waitFor()
  await sheet.getByText(/^After: 120 × 80, JPEG/).waitFor()
  await page.keyboard.press('b')
  await sheet.getByText('Box 1: 35 % from the left, 45 % from the top, 30 % wide, 10 % high').waitFor()
  await stored(sheet)
  const bytes = await contentOf(desk, id, (await evidenceOf(desk, id))[0]!)
  assert.deepEqual(segmentsOf(bytes).filter(segment => /Exif|^fffe/.test(segment)), [])
  assert.equal(Buffer.from(bytes).includes('Harriet'), false)
  const { at, width, height } = await pixelsOf(page, bytes)
  assert.deepEqual([width, height], [120, 80])
  // What JPEG spreads stays within its blocks of eight, at most sixteen pixels.
  for (let x = 44; x < 76; x++) assert.ok(Math.max(...at(x, 39)) < 24, `${x}: ${String(at(x, 39))}`)
  for (const [x, y] of [[5, 5], [60, 20], [100, 70]] as const) assert.ok(Math.max(...at(x, y)) - Math.min(...at(x, y)) <= 3, String(at(x, y)))
})

test('a picture that the provider does not take as it is is made to fit by itself; one that is there is halved step by step', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk, { dialect: 'ahrvo' })
  const page = await visitDispute(desk, id)
  await page.getByText('Files 0 of 8').waitFor()
  await page.getByRole('region', { name: 'Proof of delivery' }).locator('input[type=file]').setInputFiles([{ name: 'scan.png', mimeType: 'image/png', buffer: pngOf(1000, 800, noise(7)) }])
  await page.getByText(/^Not added\. scan\.png has 2\.3 MB, 1 MB at most/).waitFor()
  await page.getByRole('button', { name: 'Make scan.png fit' }).click()
  const sheet = page.getByRole('dialog', { name: 'Change scan.png' })
  await sheet.getByText(/^After: \d+ × \d+, JPEG, \d+ kB$|^After: \d+ × \d+, JPEG, 1 MB$/).waitFor()
  await storing(sheet)
  await sheet.waitFor({ state: 'detached' })
  await page.getByText('Files 1 of 8').waitFor()
  await page.getByText(/^Not added/).waitFor({ state: 'detached' })
  const [first] = await evidenceOf(desk, id)
  assert.deepEqual([first!.name, first!.type, first!.category, first!.size <= 1_048_576], ['scan.jpg', 'image/jpeg', 'proof_of_delivery', true])
  await page.getByRole('button', { name: 'Change scan.jpg' }).click()
  const again = page.getByRole('dialog', { name: 'Change scan.jpg' })
  await again.getByRole('button', { name: /^Shrink to/ }).press('Enter')
  await again.getByRole('button', { name: 'Whole size' }).waitFor()
  await stored(again)
  const [smaller] = await evidenceOf(desk, id)
  assert.ok(smaller!.size < first!.size * 0.7, `${smaller!.size} of ${first!.size}`)
})

test('whatever fails on the way, one of the two is there, it is said which, and nothing is stored twice', { skip }, async t => {
  const { desk, id, page, sheet } = await begun(t, door(), [/ERR_CONNECTION_RESET/, /status of 409/, /status of 503/])
  const [old] = await evidenceOf(desk, id)
  const sent = sentBy(page)
  await page.keyboard.press('g')
  await sheet.getByRole('button', { name: /^Grey/, pressed: true }).waitFor()
  await page.route('**/evidence', route => route.fulfill({ status: 409, json: { code: 'evidence_too_many', title: 'Too many', detail: 'No room is left.', next: 'Remove one.' } }), { times: 1 })
  await ready(sheet)
  await storing(sheet)
  await sheet.getByText('The new file was not stored. The original is there as it was.', { exact: false }).waitFor()
  assert.deepEqual((await evidenceOf(desk, id)).map(item => item.id), [old!.id])
  // It is stored, and nobody hears of it.
  await page.route('**/evidence', async route => { await route.fetch(); await route.abort('connectionreset') }, { times: 1 })
  await storing(sheet)
  await sheet.getByText('Nobody knows yet whether the new file was stored.', { exact: false }).waitFor()
  // Whoever leaves and comes back finds it so, and stores no second one.
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Change door.png' }).first().click()
  await sheet.getByText('Nobody knows yet whether the new file was stored.', { exact: false }).waitFor()
  await page.route(`**/evidence/${old!.id}`, route => route.fulfill({ status: 503, json: { code: 'unavailable', title: 'Not now', detail: 'The store is away.', next: 'Try again.' } }), { times: 1 })
  await sheet.getByRole('button', { name: 'Try again' }).click()
  await sheet.getByText('The new file is stored, and the original is there as well.', { exact: false }).waitFor()
  assert.equal((await evidenceOf(desk, id)).length, 2)
  await sheet.getByRole('button', { name: 'Try again' }).click()
  await sheet.waitFor({ state: 'detached' })
  const left = await evidenceOf(desk, id)
  assert.equal(left.length, 1)
  assert.notEqual(left[0]!.id, old!.id)
  const [refused, unheard, asked] = sent.filter(({ method }) => method === 'POST').map(({ key }) => key)
  assert.equal(unheard, asked)
  assert.notEqual(refused, unheard)
})

test('what is no picture offers nothing, a viewer hears why, and what somebody began is there when they come back', { skip }, async t => {
  const { desk, id, page, sheet } = await begun(t, door())
  await page.keyboard.press('b')
  await sheet.getByText(/^Box 1: /).waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Change door.png' }).click()
  await sheet.getByText(/^Box 1: /).waitFor()
  await page.keyboard.press('Escape')
  const broken = Buffer.concat([door().subarray(0, 33), Buffer.alloc(20, 1), door().subarray(-12)])
  await stage(desk, id, broken, 'broken.png', 'image/png')
  await page.getByText('cannot be read as a picture').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Change broken.png' }).count(), 0)
  const viewer = await signedIn(desk, kiln, 'Vera', 'viewer')
  const theirs = await visitDispute(desk, id, { cookie: viewer.cookie!.split('=')[1]! })
  const off = theirs.getByRole('button', { name: 'Change door.png' })
  await off.waitFor()
  assert.equal(await off.getAttribute('aria-disabled'), 'true')
  assert.match(await off.getAttribute('title') ?? '', /Needs the role operator/)
})

test('the sheet has no serious finding of axe, in the dark from right to left too, fits a phone, and a hostile name is a name', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const name = `${hostileTexts.find(text => text.includes('<') && !/["/\\\r\n]/.test(text))!}.png`
  await stage(desk, id, door(), name, 'image/png')
  for (const look of [{ theme: 'dark', rtl: true }, { width: 360, height: 700, touch: true }] as const) {
    const page = await visitDispute(desk, id, look)
    if ('touch' in look) await page.locator('summary', { hasText: 'Evidence' }).click()
    await page.getByRole('button', { name: `Change ${name}` }).click()
    const sheet = page.getByRole('dialog')
    await ready(sheet)
    await page.keyboard.press('b')
    await sheet.getByText(/^Box 1: /).waitFor()
    await ready(sheet)
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
    assert.ok(await page.evaluate(() => { const body = document.querySelector('.sheet-body')!; return body.scrollWidth <= body.clientWidth }), 'It scrolls sideways.')
    assert.equal(await page.evaluate(`window.${ranFlag}`), undefined)
    await page.close()
  }
})

type Item = { id: string; name: string; type: string; category: string; size: number }
const evidenceOf = async (desk: Desk, id: string): Promise<Item[]> => items((await atKiln(desk, 'GET', `/v1/disputes/${id}/evidence`)).data) as unknown as Item[]
const contentOf = async ({ admin }: Desk, id: string, { id: item }: Item): Promise<Uint8Array> => (await admin('GET', `/v1/disputes/${id}/evidence/${item}/content`, undefined, { 'parley-merchant': kiln })).bytes

async function stage({ admin }: Desk, id: string, bytes: Uint8Array, name: string, type: string): Promise<Json> {
  const file = upload({ bytes, name, type, category: 'proof_of_delivery' })
  const { status, body, text } = await admin('POST', `/v1/disputes/${id}/evidence`, file.body, { ...file.headers, 'parley-merchant': kiln })
  assert.equal(status, 201, text)
  assert.equal(textOf(body.type), type)
  return body
}

async function changing(page: Page, desk: Desk, id: string, bytes: Uint8Array, name: string, type: string): Promise<Locator> {
  await stage(desk, id, bytes, name, type)
  await page.getByRole('button', { name: `Change ${name}` }).click()
  const sheet = page.getByRole('dialog', { name: `Change ${name}` })
  await ready(sheet)
  return sheet
}

async function begun(t: Parameters<typeof startDesk>[0], bytes: Uint8Array, expects: readonly RegExp[] = []): Promise<{ desk: Desk; id: string; page: Page; sheet: Locator }> {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id, { expects })
  return { desk, id, page, sheet: await changing(page, desk, id, bytes, 'door.png', 'image/png') }
}

/** The new file is made of what is wanted now, and seen. */
async function ready(sheet: Locator): Promise<void> {
  await sheet.getByText(/^After: \d+ × \d+/).waitFor()
  await sheet.page().waitForFunction(() => [...document.querySelectorAll<HTMLImageElement>('.picture-stage img')].every(({ complete, naturalWidth }) => complete && naturalWidth > 0))
}

/** By the button as it stands: a key runs what stood a moment before, until the page is at rest again. */
const storing = (sheet: Locator): Promise<void> => sheet.getByRole('button', { name: /^(?:Store it in the place of the original|Add the new file)$/, disabled: false }).press('Enter')

async function stored(sheet: Locator): Promise<void> {
  await ready(sheet)
  await storing(sheet)
  await sheet.waitFor({ state: 'detached' })
}
