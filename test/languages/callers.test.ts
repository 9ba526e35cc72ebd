/** Who may decide, in every language alike: what does not prove its sender, once and without doubt, decides nothing and changes nothing. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { wireRequest } from '../../src/wire/http.ts'
import { bookkeeping, digestOf } from '../kit/digest.ts'
import { items, textOf, type Json } from '../kit/native.ts'
import { speakers, startHouse, type Voice } from '../kit/speakers/index.ts'

const house = await startHouse()
after(() => house.kit.close())
const { kit, merchant } = house

type Headers = [name: string, value: string][]
const proofs = ['authorization', 'signature']
const isProof = ([name]: readonly [string, string]): boolean => proofs.includes(name.toLowerCase())
const replaced = (value: string) => (headers: Headers): Headers => headers.map(header => (isProof(header) ? [header[0], value] : header))
const beside = (value: string | null, first: boolean) => (headers: Headers): Headers => {
  const own = headers.find(isProof)!
  const other: [string, string] = [own[0], value ?? own[1]]
  return first ? [other, ...headers] : [...headers, other]
}

const wrongs: Record<string, (headers: Headers) => Headers> = {
  'without a proof': headers => headers.filter(header => !isProof(header)),
  'with an empty one': replaced(''),
  'with a scheme alone': replaced('Basic'),
  'with one that is not encoded': replaced('Basic user:password'),
  'with another scheme around a good one': headers => headers.map(([name, value]) => [name, value.replace(/^(Basic|algorithm=RSA256)/, 'Bearer')]),
  'with one of 8 KiB': replaced(`Basic ${'QUFB'.repeat(2048)}`),
  'with a changed last byte': headers => headers.map(header => (isProof(header) ? [header[0], header[1].replace(/.(?=(?:=|%3D)*$)/i, last => (last === 'A' ? 'B' : 'A'))] : header)),
  'with a good one twice': beside(null, false),
  'with a wrong one before a good one': beside('Basic eDp5', true),
  'with a wrong one behind a good one': beside('Basic eDp5', false),
}

for (const speaker of speakers) {
  const { dialect } = speaker
  test(`${dialect} takes no decision from whoever does not prove it once and without doubt`, async () => {
    const voice = await house.voice(speaker)
    const { theirs } = await house.open(dialect)
    const before = await digestOf(kit.app.store, bookkeeping)
    for (const [name, wrong] of Object.entries(wrongs)) {
      assert.ok(!speaker.done(await asked(voice, theirs, wrong)), name)
      assert.equal(await digestOf(kit.app.store, bookkeeping), before, name)
    }
    assert.ok(speaker.done(await asked(voice, theirs, headers => headers)), 'the same request is a good one otherwise')
  })

  test(`${dialect} knows neither another language's keys nor revoked ones`, async () => {
    const [voice, { theirs }] = [await house.voice(speaker), await house.open(dialect)]
    const others = await Promise.all(speakers.filter(other => other.dialect !== dialect).map(other => house.voice(other)))
    assert.equal((await merchant.call('POST', `/v1/credentials/${await newestOf(dialect)}/revoke`)).status, 200)
    const before = await digestOf(kit.app.store, bookkeeping)
    assert.ok(!speaker.done(await asked(voice, theirs, headers => headers)), 'revoked')
    for (const { speaker: other, shown } of others) {
      const theirProof = () => Object.entries(other.signed(shown, speaker.accept(theirs, voice.shown)))
      assert.ok(!speaker.done(await asked(voice, theirs, theirProof)), other.dialect)
    }
    assert.equal(await digestOf(kit.app.store, bookkeeping), before)
  })
}

async function newestOf(dialect: string): Promise<string> {
  const listed = items((await merchant.call('GET', `/v1/merchants/${merchant.id}/credentials`)).body.data).filter(one => textOf(one.dialect) === dialect)
  return listed.map(({ id }) => textOf(id)).sort().at(-1)!
}

async function asked({ speaker, shown }: Voice, theirs: string, wrong: (headers: Headers) => Headers) {
  const request = speaker.accept(theirs, shown)
  const headers = wrong(Object.entries({ ...speaker.signed(shown, request), ...request.headers }))
  const { status, headers: told, body } = await kit.handle(wireRequest({ method: request.method, target: request.target, headers, ...(request.body === undefined ? {} : { body: request.body }) }))
  const text = String(body)
  assert.ok(status < 500, `${status} ${text}`)
  return { status, headers: told, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Json }
}
