import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowedMs, ownMs } from '../../test/kit/own-time.ts'
import { parseForm, parseQuery } from './form.ts'

const read = (text: string) => parseForm(new TextEncoder().encode(text))
const plain = (text: string) => JSON.parse(JSON.stringify((read(text) as { value: unknown }).value)) as unknown

test('brackets nest and empty brackets make a list', () => {
  assert.deepEqual(plain('a=1+2&metadata[x]=%26&metadata[y][z]=3&list[]=a&list[]=b&flag'), {
    a: '1 2', metadata: { x: '&', y: { z: '3' } }, list: ['a', 'b'], flag: '',
  })
  assert.deepEqual(plain(''), {})
})

test('a parameter that comes twice or in two shapes is refused', () => {
  for (const text of ['a=1&a=2', 'a=1&a[b]=2', 'a[b]=1&a=2', 'a[]=1&a[b]=2', 'a[b]=1&a[]=2', 'a[b]=1&a[b][c]=1']) assert.equal(read(text).ok, false, text)
})

test('names and encodings that are not well formed are refused', () => {
  for (const text of ['a[=1', 'a]=1', '[a]=1', 'a[b=1', 'a[[b]]=1', 'a[][b]=1', 'a[b]c=1', '=1', 'a=%', 'a=%ff', 'a=%zz', 'a=%ed%a0%80']) assert.equal(read(text).ok, false, text)
  assert.equal(parseForm(Uint8Array.of(0x61, 0x3d, 0xff)).ok, false)
})

test('no name reaches a prototype', () => {
  for (const text of ['__proto__[x]=1', 'metadata[__proto__][x]=1', 'metadata[constructor][prototype][x]=1', 'a[prototype]=1', 'metadata%5B__proto__%5D=1']) assert.equal(read(text).ok, false, text)
  assert.equal(({} as Record<string, unknown>).x, undefined)
  assert.equal(Object.getPrototypeOf((read('metadata[a]=1') as { value: { metadata: object } }).value.metadata), null)
})

test('depth and number of keys are limited, quickly', () => {
  assert.equal(read('a[b][c][d][e]=1').ok, true)
  assert.equal(read('a[b][c][d][e][f]=1').ok, false)
  assert.equal(read(Array.from({ length: 1000 }, (_, at) => `k${at}=1`).join('&')).ok, true)
  const spent = ownMs(() => {
    assert.equal(read(`a${'[b]'.repeat(300_000)}=1`).ok, false)
    assert.equal(read('a=1&'.repeat(250_000)).ok, false)
    assert.equal(read(`${'['.repeat(1_000_000)}=1`).ok, false)
    assert.equal(read('a[]=1&'.repeat(1000).slice(0, -1)).ok, true)
  })
  assert.ok(spent < 200 || spent < allowedMs(200), `${spent} ms`)
})

test('a query keeps brackets as part of the name and has no prototype', () => {
  const read = parseQuery('?a[b]=1&c=%20')
  assert.deepEqual(read.ok && { ...read.value }, { 'a[b]': '1', c: ' ' })
  assert.equal(parseQuery('?a=1&a=2').ok, false)
  assert.deepEqual(Object.keys((parseQuery('?__proto__=1') as { value: object }).value), ['__proto__'])
})
