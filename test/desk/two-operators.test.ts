import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noChromium, startDesk } from '../kit/desk.ts'
import { acceptSheet, atKiln, kiln, openAtKiln, prepareAccept, rail, sayWhy, tray, visitDispute } from '../kit/desk-disputes.ts'
import { signedIn, type Visitor } from '../kit/visitor.ts'

const skip = noChromium ?? false
const cookieOf = ({ cookie }: Visitor): string => cookie!.slice(cookie!.indexOf('=') + 1)

test('two people see that the other prepares, and the second finds it decided by the first', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const mina = await visitDispute(desk, id, { cookie: cookieOf(await signedIn(desk, kiln, 'Mina')) })
  const jo = await visitDispute(desk, id, { cookie: cookieOf(await signedIn(desk, kiln, 'Jo')) })
  await prepareAccept(mina)
  await rail(jo).getByText(/^Mina prepares to accept this/).waitFor()
  await prepareAccept(jo)
  await acceptSheet(mina).getByText(/^Jo prepares to accept this/).waitFor()
  await sayWhy(mina)
  await mina.keyboard.press('Control+Enter')
  await tray(mina).getByText(/^Sending (in|any)/).waitFor()
  const found = jo.getByRole('dialog', { name: 'Already being accepted' })
  await found.getByText(/by Mina at/).waitFor()
  await found.getByRole('button', { name: 'Undo that acceptance' }).click()
  await tray(mina).getByText('Undone. Nothing was sent.').waitFor()
  const { act } = await atKiln(desk, 'GET', `/v1/disputes/${id}`)
  assert.equal(act, null)
})

test('leaving the sheet ends what colleagues see of it', { skip }, async t => {
  const desk = await startDesk(t)
  const id = await openAtKiln(desk)
  const mina = await visitDispute(desk, id, { cookie: cookieOf(await signedIn(desk, kiln, 'Mina')) })
  const jo = await visitDispute(desk, id)
  await prepareAccept(mina)
  await rail(jo).getByText(/^Mina prepares to accept this/).waitFor()
  await mina.keyboard.press('Escape')
  await rail(jo).getByText(/^Mina prepares to accept this/).waitFor({ state: 'detached' })
})
