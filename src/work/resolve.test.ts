// Names asked of a real name server on loopback, which answers as it is told.

import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { after, test } from 'node:test'
import { judgedAddresses, resolverOf } from './resolve.ts'

const a = 1, cname = 5, aaaa = 28
type Records = { type: number; data: Buffer }[]

const zones: Record<string, Record<number, Records>> = {
  'public.example': { [a]: [v4('8.8.8.8'), v4('1.1.1.1')], [aaaa]: [v6('2606:4700:0:0:0:0:0:1111')] },
  'split.example': { [a]: [v4('8.8.8.8')], [aaaa]: [v6('fd00:0:0:0:0:0:0:1')] },
  'one-inside.example': { [a]: [v4('8.8.8.8'), v4('169.254.169.254')] },
  'chain.example': { [a]: [{ type: cname, data: nameOf('inside.example') }, v4('10.0.0.1')] },
  'mapped.example': { [aaaa]: [v6('0:0:0:0:0:ffff:7f00:1')] },
}
const server = createSocket('udp4')
server.on('message', (query, { port, address }) => server.send(answerTo(query), port, address))
await new Promise<void>(resolve => server.bind(0, '127.0.0.1', resolve))
after(() => void server.close())
const resolve = resolverOf([`127.0.0.1:${server.address().port}`])

test('all addresses of both families are found', async () => {
  assert.deepEqual((await resolve('public.example')).sort(), ['1.1.1.1', '2606:4700::1111', '8.8.8.8'])
  assert.deepEqual(await resolve('nowhere.example'), [])
  assert.deepEqual([await resolve('chain.example'), await resolve('mapped.example')], [['10.0.0.1'], ['::ffff:127.0.0.1']])
})

test('a name is reached when all of its addresses are public', async () => {
  assert.equal((await judged('public.example')).length, 3)
})

test('a name with one address inside, of either family or behind a chain, is not reached at all', async () => {
  for (const name of ['split.example', 'one-inside.example', 'chain.example', 'mapped.example', 'nowhere.example']) assert.deepEqual(await judged(name), [], name)
})

const judged = (name: string) => judgedAddresses(new URL(`https://${name}/hook`), { sandbox: false, resolve })

function answerTo(query: Buffer): Buffer {
  const { name, type, end } = questionOf(query)
  const records = zones[name]?.[type] ?? []
  const header = Buffer.from(query.subarray(0, 12))
  header.writeUInt16BE(zones[name] ? 0x8180 : 0x8183, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(records.length, 6)
  header.writeUInt32BE(0, 8)
  const alias = records.find(record => record.type === cname)?.data
  return Buffer.concat([header, query.subarray(12, end), ...records.map(record => recordOf(record.type === cname || !alias ? nameOf(name) : alias, record))])
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length).toLowerCase())
    at += length + 1
  }
  return { name: labels.join('.'), type: query.readUInt16BE(at + 1), end: at + 5 }
}

/** With a life of no seconds: nothing may be remembered. */
function recordOf(name: Buffer, { type, data }: Records[0]): Buffer {
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(1, 2)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([name, fixed, data])
}

function nameOf(name: string): Buffer {
  return Buffer.concat([...name.split('.').map(label => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])), Buffer.from([0])])
}

function v4(address: string): Records[0] {
  return { type: a, data: Buffer.from(address.split('.').map(Number)) }
}

function v6(address: string): Records[0] {
  return { type: aaaa, data: Buffer.from(address.split(':').map(group => group.padStart(4, '0')).join(''), 'hex') }
}
