import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fillExchange, matchAnswer, parseExchanges, requestOfExchange, type Exchange } from '../../wire/exchange.ts'
import { routesOf } from '../../wire/route.ts'
import { givenFor } from '../../../test/kit/native-given.ts'
import { nativeContract } from './contract.ts'
import { native } from './index.ts'

const folder = new URL('./exchanges/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.http'))
const exchangesIn = (file: string): Exchange[] => parseExchanges(readFileSync(new URL(file, folder), 'utf8'))
const routeFor = routesOf(Object.values(nativeContract.endpoints))

test('the dialect is native in every part', () => {
  assert.equal(native.name, native.terms.dialect)
  assert.equal(native.contract?.name, native.name)
  assert.match(native.theirId({ random: n => new Uint8Array(n).fill(255) }, 0), /^nd_[0-9A-Za-z]{17}$/)
})

test('every endpoint has recorded exchanges of its own', () => {
  const played = new Set(files.flatMap(exchangesIn).map(({ request }) => {
    const path = request.target.split('?')[0]!.replace(/\{\{\w+\}\}/g, 'x')
    return routeFor(path)?.byMethod.get(request.method)?.operation
  }))
  assert.deepEqual(Object.keys(nativeContract.endpoints).filter(name => !played.has(name)), [])
})

for (const file of files) {
  test(`exchanges/${file} happens as it is recorded`, async () => {
    await Promise.all(exchangesIn(file).map(play))
  })
}

async function play(exchange: Exchange): Promise<void> {
  const { kit, values } = await givenFor(exchange.given)
  const filled = fillExchange(exchange, { ...values, admin: kit.adminKey })
  const answer = await kit.handle(requestOfExchange(filled))
  assert.deepEqual(matchAnswer(filled.answer, answer), [], exchange.title)
  await kit.close()
}
