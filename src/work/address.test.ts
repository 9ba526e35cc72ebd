// The spellings of an address are many; the judgement is about the address. All of them are refused when a webhook is saved.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointUrlRefused, reachOf } from './address.ts'

const live = { sandbox: false }
const sandbox = { sandbox: true }

test('addresses of the public internet are public', () => {
  for (const address of ['8.8.8.8', '1.1.1.1', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.1', '192.0.1.1', '198.17.255.255',
    '198.20.0.0', '223.255.255.255', '2606:4700::1111', '2a00:1450::1', '2001:200::1']) {
    assert.equal(reachOf(address), 'public', address)
  }
})

test('this machine is loopback, in every block of it', () => {
  for (const address of ['127.0.0.1', '127.0.0.0', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1']) assert.equal(reachOf(address), 'loopback', address)
})

test('private, shared, reserved, translated and tunnelled addresses are forbidden', () => {
  for (const address of ['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.0', '100.100.100.200', '100.127.255.255', '169.254.169.254',
    '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '198.19.255.255', '198.51.100.7',
    '203.0.113.9', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '168.63.129.16',
    '::', '::7f00:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:0:7f00:1', '64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::1', '100::1',
    '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001:db8::1', '2002:7f00:1::', '2002:808:808::1', '3fff::1', '5f00::1',
    'fc00::1', 'fd00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1',
    '', 'localhost', '0x7f.1', '2130706433', '127.1', '8.8.8.8 ', '8.8.8.8/32']) {
    assert.equal(reachOf(address), 'forbidden', address)
  }
})

/** What the URL parser makes 127.0.0.1 of, and what it leaves as it is. */
const loopbackSpellings = ['0x7f.1', '2130706433', '127.1', '0177.0.0.1', '127.0.0.1', '127.0.0.1.', '127。0。0。1', '１２７.0.0.1', '0x7f000001', '%31%32%37.0.0.1',
  'localhost', 'localhost.', 'LOCALHOST', 'a.localhost', 'a.localhost.', '[::1]', '[0:0:0:0:0:0:0:1]']
const forbiddenSpellings = ['[::ffff:7f00:1]', '[::ffff:127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[::]', '0.0.0.0', '0', '10.1', '0xa9fea9fe', '169.254.169.254',
  '2852039166', '[fd00::1]', '[fe80::1]', '100.64.0.1', '192.0.2.1', '224.0.0.1', '[ff02::1]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
  'printer', 'db.internal', 'metadata.google.internal', 'x.local', 'x.local.', 'x.home.arpa']

test('live refuses every spelling of a loopback address', () => {
  for (const host of loopbackSpellings) assert.equal(endpointUrlRefused(`https://${host}/hook`, live), 'address_not_allowed', host)
})

test('a sandbox takes loopback in every spelling, with and without TLS', () => {
  for (const host of loopbackSpellings) {
    assert.equal(endpointUrlRefused(`https://${host}:8443/hook`, sandbox), null, host)
    assert.equal(endpointUrlRefused(`http://${host}:8080/hook`, sandbox), null, host)
  }
})

test('live and sandbox refuse every spelling of a forbidden address', () => {
  for (const mode of [live, sandbox]) for (const host of forbiddenSpellings) {
    assert.equal(endpointUrlRefused(`https://${host}/hook`, mode), 'address_not_allowed', host)
  }
})

test('a public receiver is taken by https only', () => {
  for (const mode of [live, sandbox]) {
    assert.equal(endpointUrlRefused('https://hooks.example.com/parley?x=1', mode), null)
    assert.equal(endpointUrlRefused('https://hooks.example.com:8443/', mode), null)
    assert.equal(endpointUrlRefused('https://8.8.8.8/', mode), null)
    assert.equal(endpointUrlRefused('http://hooks.example.com/', mode), 'not_https')
  }
  assert.equal(endpointUrlRefused('http://8.8.8.8:8080/', sandbox), 'address_not_allowed')
})

test('other schemes and what is no URL at all are refused', () => {
  for (const url of ['file:///etc/passwd', 'gopher://example.com/', 'ftp://example.com/', 'javascript:alert(1)', 'data:,x', '//example.com', 'example.com', '', 'https://', 'https://[::1', 'https://999.1.1.1/', 'https://exa mple.com/']) {
    assert.equal(endpointUrlRefused(url, sandbox), 'not_a_url', url)
  }
  assert.equal(endpointUrlRefused(`https://example.com/${'x'.repeat(2000)}`, live), 'too_long')
})

test('names and passwords before the host are refused, also empty ones', () => {
  for (const url of ['https://user@example.com/', 'https://user:secret@example.com/', 'https://:secret@example.com/', 'https://@example.com/', 'https://8.8.8.8@127.0.0.1/', 'https:\\\\user@example.com']) {
    assert.equal(endpointUrlRefused(url, live), 'has_user_info', url)
  }
  assert.equal(endpointUrlRefused('https://example.com/@handle?to=a@b.c#x@y', live), null)
})

test('ports of other services are refused', () => {
  for (const port of [1, 21, 22, 23, 25, 53, 80, 110, 389, 445, 587, 3306, 5432, 6379, 9200, 11211, 27017]) {
    assert.equal(endpointUrlRefused(`https://example.com:${port}/`, live), 'port_not_allowed', String(port))
    assert.equal(endpointUrlRefused(`http://127.0.0.1:${port}/`, sandbox), port === 80 ? null : 'port_not_allowed', String(port))
  }
})
