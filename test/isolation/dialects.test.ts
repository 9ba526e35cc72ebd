import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { dialects } from '../../src/dialects/index.ts'
import { bookkeeping, digestOf } from '../kit/digest.ts'
import { houseOf, speakers, startHouse } from '../kit/speakers/index.ts'
import { routes, type Ids, type Kind, type Row } from './dialect-routes.ts'
import { ask, bytesBut, nobodys, requestOf, settle } from './dialect-tenants.ts'

const mill = await startHouse()
after(() => mill.kit.close())
const tea = houseOf(mill.kit, await mill.kit.merchant('Tea House'))

/** Opened by the link that Afterpay gave out and by nothing else. */
const linked = ['downloadFile']
/** Goes well where a receiver answers, and there is none here. */
const heard = ['pingWebhook']

for (const speaker of speakers) {
  const { dialect } = speaker
  const rows = routes[dialect as keyof typeof routes] as Record<string, Row>

  test(`the table has every route of ${dialect}, with the ids of its path`, () => {
    const { endpoints } = dialects[dialect].contract!
    assert.deepEqual(Object.keys(rows).sort(), Object.keys(endpoints).sort())
    for (const [operation, { path }] of Object.entries(endpoints)) {
      const takes = operation === 'createDispute' ? 0 : [...path.matchAll(/\{/g)].length
      assert.equal(rows[operation]!.path?.length ?? 0, takes, operation)
    }
  })

  test(`in ${dialect} each of these calls is a good one for its owner`, async () => {
    for (const [operation, row] of Object.entries(rows).filter(([name]) => ![...linked, ...heard].includes(name))) {
      const house = houseOf(mill.kit, await mill.kit.merchant('Owner'))
      const owner = await settle(house, await house.voice(speaker))
      const answer = await ask(owner, requestOf(dialect, operation, row, owner.ids))
      assert.ok(speaker.done(answer), `${operation}: ${answer.status} ${answer.text}`)
    }
  })

  test(`in ${dialect} another merchant's id, in any place of any route, is answered as one that there is not, byte for byte, and nothing changes`, async t => {
    const [theirs, own] = [await settle(mill, await mill.voice(speaker)), await settle(tea, await tea.voice(speaker))]
    const unknown = nobodys[dialect]!
    const before = await digestOf(mill.kit.app.store, bookkeeping)
    let compared = 0
    for (const [operation, row] of Object.entries(rows)) {
      for (const kind of new Set<Kind>([...row.path ?? [], ...row.also ?? []])) {
        const asked = async ({ [kind]: id }: Ids) => bytesBut(await ask(own, requestOf(dialect, operation, row, { ...own.ids, [kind]: id! })), id!)
        const [foreign, none] = [await asked(theirs.ids), await asked(unknown)]
        assert.equal(foreign, none, `${operation} ${kind}`)
        assert.equal(await digestOf(mill.kit.app.store, bookkeeping), before, `${operation} ${kind} changes something: ${foreign}`)
        compared++
      }
    }
    t.diagnostic(`${compared} pairs of answers`)
  })
}
