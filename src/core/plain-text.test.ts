import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlainLine, isPlainText } from './plain-text.ts'

test('controls of both tables, half characters and what turns letters round are no text', () => {
  for (const code of [0x00, 0x07, 0x0b, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x202a, 0x202e, 0x2066, 0x2069, 0xd800]) {
    assert.equal(isPlainText(`a${String.fromCharCode(code)}b`), false, code.toString(16))
  }
})

test('texts of all languages are, with their marks, line breaks and tabs', () => {
  for (const text of ['', 'Café', 'ไม่เคยได้รับสินค้า', 'לא קיבלתי\u200f.', 'لم أستلم\u061c', 'a\r\n\tb', '😀\u200d💻', 'n\u0303\u00a0!']) assert.equal(isPlainText(text), true, text)
})

test('a name is one line', () => {
  assert.equal(isPlainLine('Mühle & Söhne'), true)
  for (const name of ['a\nb', 'a\rb', 'a\tb', 'a\u2028b', 'a\u009bb']) assert.equal(isPlainLine(name), false, JSON.stringify(name))
})
