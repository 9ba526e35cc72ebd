import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync, crc32 } from 'node:zlib'
import { noChromium, startDesk } from '../kit/desk.ts'
import { seriousFindings } from '../kit/desk-axe.ts'
import { atKiln, openAtKiln, sentBy, stateOf, tray, visitDispute } from '../kit/desk-disputes.ts'
import { hostileTexts, ranFlag } from '../kit/hostile-texts.ts'
import { items, samplePdf } from '../kit/native.ts'

const skip = noChromium ?? false
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(samplePdf.replace('<< >>', '<< /Type /Page >>')) })

test('files are picked into their place, pictures are shown as painted anew, and a file is removed', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const slot = page.getByRole('region', { name: 'Proof of delivery' })
  await slot.locator('input[type=file]').setInputFiles([pdf('courier.pdf'), { name: 'door.png', mimeType: 'image/png', buffer: onePixel() }])
  await slot.getByText('courier.pdf').waitFor()
  await slot.getByRole('img', { name: 'PDF, 1 page' }).waitFor()
  await slot.getByText(/^application\/pdf · 1 page · \d+ bytes$/).waitFor()
  const shown = slot.getByRole('img', { name: 'Preview of door.png' })
  await shown.waitFor()
  assert.match((await shown.getAttribute('src'))!, /^blob:/)
  await page.getByText('Files 2 of 10').waitFor()
  const { evidence } = await atKiln(desk, 'GET', `/v1/disputes/${id}`)
  assert.deepEqual((evidence as unknown as { category: string }[]).map(({ category }) => category), ['proof_of_delivery', 'proof_of_delivery'])
  const download = page.waitForEvent('download')
  await slot.getByRole('button', { name: 'Download courier.pdf' }).click()
  assert.equal((await download).suggestedFilename(), 'courier.pdf')
  await slot.getByRole('button', { name: 'Remove courier.pdf' }).click()
  await slot.getByRole('button', { name: 'Remove for good' }).click()
  await slot.getByText('courier.pdf').waitFor({ state: 'detached' })
  await page.getByText('Files 1 of 10').waitFor()
  assert.deepEqual(await seriousFindings(page), [])
})

test('files are dropped and pasted; what the provider does not take is not sent, and says why', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  await page.getByText('Files 0 of 10').waitFor()
  await page.evaluate(`{
    const files = new DataTransfer()
    files.items.add(new File([${JSON.stringify(samplePdf)}], 'dropped.pdf', { type: 'application/pdf' }))
    document.querySelector('[aria-label="Receipt or invoice"]').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))
  }`)
  await page.getByRole('region', { name: 'Receipt or invoice' }).getByText('dropped.pdf').waitFor()
  await page.evaluate(`{
    const files = new DataTransfer()
    files.items.add(new File([${JSON.stringify(samplePdf)}], 'pasted.pdf', { type: 'application/pdf' }))
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true }))
  }`)
  await page.getByRole('region', { name: 'Anything else' }).getByText('pasted.pdf').waitFor()
  assert.equal(sent.length, 2)
  await page.getByRole('region', { name: 'Anything else' }).locator('input[type=file]').setInputFiles({ name: 'macro.docm', mimeType: 'application/msword', buffer: Buffer.from('PK') })
  await page.getByText(/macro\.docm is application\/msword; taken are/).waitFor()
  assert.equal(sent.length, 2)
})

test('a picture that is none has no preview, and hostile names and texts stay text', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const names = hostileTexts.filter(text => !/[/\\]/.test(text)).slice(0, 4).map(text => `${text}.pdf`)
  await page.getByRole('region', { name: 'Anything else' }).locator('input[type=file]').setInputFiles(names.map(pdf))
  await page.getByText(`Files ${names.length} of 10`).waitFor()
  await page.getByText('Write a text').click()
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill(hostileTexts[0]!)
  await page.getByRole('button', { name: 'Add the text' }).click()
  await page.getByRole('listitem').getByText(hostileTexts[0]!, { exact: true }).first().waitFor()
  const broken = Buffer.concat([onePixel().subarray(0, 33), Buffer.alloc(20, 1), onePixel().subarray(-12)])
  await page.getByRole('region', { name: 'Proof of delivery' }).locator('input[type=file]').setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: broken })
  await page.getByRole('img', { name: 'Cannot be shown' }).waitFor()
  assert.equal(await page.evaluate(`window.${ranFlag}`), undefined)
})

test('a defense is sent by keyboard: what goes out is said, what is missing too, and a begun statement is kept', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  await atKiln(desk, 'POST', `/v1/disputes/${id}/evidence`, { text: 'Signed by P. Suda.', category: 'proof_of_delivery' })
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  await page.getByRole('list').getByText('Signed by P. Suda.').first().waitFor()
  // Until it is known what the provider takes, the key leads to the evidence.
  await page.getByText('Files 0 of 10').waitFor()
  await page.keyboard.press('c')
  const sheet = page.getByRole('dialog', { name: /^Contest dispute/ })
  await sheet.getByText(/^Checked .* ago: still open/).waitFor()
  await page.keyboard.type('Handed over on 3 November.')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  await page.keyboard.press('c')
  await sheet.getByText(/^Checked .* ago: still open/).waitFor()
  assert.equal(await sheet.getByRole('textbox', { name: 'Statement' }).inputValue(), 'Handed over on 3 November.')
  await sheet.getByRole('button', { name: 'Send 1 text and the statement to the provider' }).waitFor()
  assert.deepEqual(sent, [])
  await page.keyboard.press('Control+Enter')
  await tray(page).getByText('Sent. The bank decides.').waitFor()
  assert.equal(await stateOf(desk, id), 'under_review')
  await page.getByText('Sent, waiting for the bank').first().waitFor()
  assert.equal(sent.length, 1)
})

test('a defense without anything in it is not sent, and the sheet says what is missing', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const page = await visitDispute(desk, id)
  const sent = sentBy(page)
  await page.getByText('Files 0 of 10').waitFor()
  await page.keyboard.press('c')
  const sheet = page.getByRole('dialog', { name: /^Contest dispute/ })
  await sheet.getByText(/^Checked .* ago: still open/).waitFor()
  await page.keyboard.press('Control+Enter')
  await sheet.getByRole('status').getByText('A statement, or at least one piece of evidence').first().waitFor()
  assert.deepEqual(sent, [])
})

test('how much of what usually helps is there stands in the row and on the page, with a dot where it is more than is taken', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk, { amount: { value: 1_000, currency: 'KWD' } })
  const page = await visitDispute(desk, id, { width: 2200 })
  const evidence = page.getByRole('region', { name: 'Evidence' })
  await evidence.getByText('0 of 3 kinds of proof that usually help; No evidence yet.').waitFor({ state: 'attached' })
  await page.getByRole('region', { name: 'Proof of delivery' }).locator('input[type=file]').setInputFiles([pdf('courier.pdf'), pdf('scan.pdf')])
  await evidence.getByText('1 of 3 kinds of proof that usually help; 2 pieces of evidence.').waitFor({ state: 'attached' })
  assert.equal(await page.getByRole('img', { name: /^More than the provider takes/ }).count(), 0)
  const { data, ...rest } = await atKiln(desk, 'GET', '/v1/dialects')
  const stricter = { ...rest, data: items(data).map(one => ({ ...one, evidence: { ...(one.evidence as object), files: 1 } })) }
  await page.route('**/v1/dialects', route => route.fulfill({ json: stricter }))
  await page.goto(`${desk.url}/desk/?q=currency:kwd`)
  const row = page.getByRole('row').filter({ has: page.locator('a[data-row]') })
  await row.getByText('1 of 3 kinds of proof that usually help; 2 pieces of evidence.').waitFor({ state: 'attached' })
  await row.getByRole('img', { name: 'More than the provider takes: 2 files, 1 at most' }).waitFor()
  assert.deepEqual(await seriousFindings(page), [])
})

/** A red dot. */
function onePixel(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0]))), chunk('IEND', Buffer.alloc(0))])
}
