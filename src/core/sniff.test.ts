import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contradicts, sniff } from './sniff.ts'

const bytes = (...parts: (string | number[])[]) => Uint8Array.from(parts.flatMap(part => (typeof part === 'string' ? [...part].map(c => c.charCodeAt(0)) : part)))
const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0], 'IEND', [0xae, 0x42, 0x60, 0x82])
const pdf = bytes('%PDF-1.7\n1 0 obj\n%%EOF\n')
const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xd9])
const little = bytes('II', [0x2a, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
const big = bytes('MM', [0, 0x2a, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0])

test('each allowed kind is known by its bytes', () => {
  assert.equal(sniff(png), 'image/png')
  assert.equal(sniff(pdf), 'application/pdf')
  assert.equal(sniff(jpeg), 'image/jpeg')
  assert.equal(sniff(little), 'image/tiff')
  assert.equal(sniff(big), 'image/tiff')
})

test('a mark behind anything else is not that kind', () => {
  for (const whole of [png, pdf, jpeg, little, big]) {
    for (const junk of [' ', '<html>', '\n', 'x'.repeat(1024)]) assert.equal(sniff(bytes(junk, [...whole])), null)
  }
})

test('a file that only begins like one is none', () => {
  for (const whole of [png, pdf, jpeg]) assert.equal(sniff(whole.subarray(0, whole.length - 8)), null)
  assert.equal(sniff(bytes('II', [0x2a, 0, 8, 0, 0, 0])), null)
  assert.equal(sniff(bytes('II', [0x2a, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0])), null)
  assert.equal(sniff(new Uint8Array()), null)
})

test('a picture with something behind its end is none', () => {
  assert.equal(sniff(bytes([...png], '<?php echo 1;')), null)
  assert.equal(sniff(bytes([...jpeg], '<script>'.repeat(200))), null)
  assert.equal(sniff(bytes([...pdf], '<script>'.repeat(200))), null)
})

test('pages, drawings, archives and programs are none', () => {
  for (const text of ['<html>', '<svg xmlns="http://www.w3.org/2000/svg">', 'PK\u0003\u0004', 'MZ', 'GIF89a', '#!/bin/sh', '{"a":1}']) assert.equal(sniff(bytes(text)), null)
})

test('a view into a larger buffer is read from its own beginning', () => {
  assert.equal(sniff(bytes('xxxx', [...little]).subarray(4)), 'image/tiff')
})

test('a declared type contradicts unless it names what was found, or nothing', () => {
  assert.equal(contradicts('image/png', 'image/png'), false)
  assert.equal(contradicts('Image/PNG; charset=binary', 'image/png'), false)
  assert.equal(contradicts('image/jpg', 'image/jpeg'), false)
  assert.equal(contradicts('application/octet-stream', 'application/pdf'), false)
  assert.equal(contradicts('', 'application/pdf'), false)
  assert.equal(contradicts('image/png', 'application/pdf'), true)
  assert.equal(contradicts('text/html', 'image/png'), true)
})

test('a GIF has its mark, its screen and its trailer', () => {
  const gif = bytes('GIF89a', [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x3b])
  assert.equal(sniff(gif), 'image/gif')
  for (const broken of [gif.subarray(0, gif.length - 1), bytes([0, ...gif]), bytes('GIF88a', [...gif.subarray(6)]), bytes('GIF89a;')]) assert.equal(sniff(broken), null)
})
