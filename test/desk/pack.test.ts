import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { noChromium, startDesk, type Desk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { atKiln, kiln, openAtKiln, sentBy, visitDispute } from '../kit/desk-disputes.ts'
import { pngOf } from '../kit/desk-pictures.ts'
import { samplePdf, upload } from '../kit/native.ts'
import { hostileTexts, ranFlag } from '../kit/hostile-texts.ts'

const skip = noChromium ?? false
const pdf = samplePdf.replace('<< >>', '<< /Type /Page >>')
const picture = pngOf(40, 30, (x, y) => [x * 6, y * 8, 90])

test('the pack is what will be sent, in its order: the statement, the texts, the files as exhibits, against what this provider takes', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  await stage(desk, id, { bytes: pdf, name: 'courier.pdf', category: 'proof_of_delivery' })
  await atKiln(desk, 'POST', `/v1/disputes/${id}/evidence`, { text: 'Signed by P. Suda. 🖋', category: 'receipt' })
  await stage(desk, id, { bytes: picture, name: 'door.png', type: 'image/png', category: 'proof_of_delivery' })
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  const pack = await shown(page)
  await pack.getByRole('img', { name: 'Preview of door.png' }).waitFor()
  await pack.getByText('application/pdf · 1 page').waitFor()
  const lines = (await pack.getByRole('listitem').allInnerTexts()).map(line => line.replaceAll(/\s+/g, ' '))
  assert.match(lines[0]!, /^Statement 0 of 20000 signs None is written yet\.$/)
  assert.match(lines[1]!, /^Text 1: receipt 20 of 20000 signs Signed by P\. Suda\. 🖋$/)
  assert.match(lines[2]!, /Exhibit A: proof of delivery courier\.pdf application\/pdf · 1 page · \d+ bytes of 10 MB$/)
  assert.match(lines[3]!, /Exhibit B: proof of delivery door\.png image\/png · \d+ kB of 10 MB$/)
  assert.equal(lines.length, 4)
  await pack.getByText('2 of 10', { exact: true }).waitFor()
  await pack.getByText('Nothing that this provider demands is missing').waitFor()
  await pack.getByText('Usually helps and is not there: Messages with the customer.').waitFor()
  await page.keyboard.press('c')
  const sheet = page.getByRole('dialog', { name: /^Contest dispute/ })
  await sheet.getByText(/^Checked .* ago: still open/).waitFor()
  await sheet.getByRole('textbox', { name: 'Statement' }).fill('Handed over.')
  await pack.getByText('Handed over.').waitFor()
  await pack.getByText('12 of 20000 signs').waitFor()
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('p')
  await pack.waitFor({ state: 'detached' })
  assert.deepEqual(sent, [])
})

test('what is missing and what is too much is said by this provider\'s rules; once it is sent the pack is what was sent', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const pack = await shown(page)
  await pack.getByText('A statement, or at least one piece of evidence').waitFor()
  await stage(desk, id, { bytes: pdf, name: 'courier.pdf' })
  await pack.getByText(/Exhibit A/).waitFor()
  await page.route('**/context', async route => {
    const answer = await route.fetch()
    const context = await answer.json() as { evidence: object }
    await route.fulfill({ response: answer, json: { ...context, evidence: { ...context.evidence, file_bytes: 10 } } })
  })
  await stage(desk, id, { bytes: pdf, name: 'scan.pdf' })
  await pack.getByText(/^courier\.pdf has \d+ bytes, 10 bytes at most$/).waitFor()
  await page.unrouteAll({ behavior: 'wait' })
  await atKiln(desk, 'POST', `/v1/disputes/${id}/submit`, { statement: 'It came.' })
  await pack.getByRole('heading', { name: /^As it was sent/ }).waitFor()
  await pack.getByText('It came.').waitFor()
  await pack.getByText(/Exhibit B/).waitFor()
  assert.equal(await pack.getByRole('status').count(), 0)
})

test('the pack is printed alone, and has no serious finding of axe, in the dark from right to left and on a phone, whatever files are called', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  for (const text of hostileTexts.filter(text => !/[/\\"\r\n]/.test(text)).slice(0, 4)) await stage(desk, id, { bytes: pdf, name: `${text}.pdf`, category: 'receipt' })
  await stage(desk, id, { bytes: picture, name: 'door.png', type: 'image/png' })
  for (const look of [{ theme: 'dark', rtl: true }, { width: 360, height: 700, touch: true }] as const) {
    const page = await visitDispute(desk, id, look)
    const pack = await shown(page)
    await pack.getByRole('img', { name: 'Preview of door.png' }).waitFor()
    assert.deepEqual(await seriousFindings(page), [], JSON.stringify(look))
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `It scrolls sideways: ${JSON.stringify(look)}`)
    assert.equal(await page.evaluate(`window.${ranFlag}`), undefined)
    await page.evaluate('window.print = () => { window.printed = document.documentElement.dataset.printing }')
    await page.keyboard.press('Shift+p')
    assert.equal(await page.evaluate('window.printed'), 'pack')
    await page.emulateMedia({ media: 'print' })
    const isSeen = (locator: Locator) => locator.first().isVisible()
    assert.deepEqual([await isSeen(pack), await isSeen(page.getByText('The parcel never came.')), await isSeen(page.locator('.slots')), await isSeen(pack.getByRole('button'))], [true, false, false, false])
    await page.close()
  }
})

/** Until it is known what the provider takes, there is nothing to hold the pack against. */
async function shown(page: Page): Promise<Locator> {
  await page.getByText(/^Files \d+ of/).first().waitFor({ state: 'attached' })
  await page.keyboard.press('p')
  const pack = page.getByRole('region', { name: 'The pack' })
  await pack.and(page.locator(':focus')).waitFor()
  return pack
}

async function stage({ admin }: Desk, id: string, given: Parameters<typeof upload>[0]): Promise<void> {
  const file = upload(given)
  const { status, text } = await admin('POST', `/v1/disputes/${id}/evidence`, file.body, { ...file.headers, 'parley-merchant': kiln })
  assert.equal(status, 201, text)
}
