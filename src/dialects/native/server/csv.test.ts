import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

test('no text begins as a spreadsheet\'s formula does, and numbers stay numbers', () => {
  for (const text of ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=cmd|\' /C calc\'!A0', '＝1']) {
    const line = csvLine([text])
    assert.match(line, /^"?'/, JSON.stringify(text))
    assert.ok(line.includes(text.replaceAll('"', '""')), 'the text itself is whole')
  }
  assert.equal(csvLine([{ number: '-12.50' }, 'THB', null, '12']), '-12.50,THB,,12\r\n')
})

test('commas, quotation marks, ends of lines and spaces at the ends are quoted', () => {
  assert.equal(csvLine(['a,b', 'say "no"', 'two\nlines', ' x', 'plain', '']), '"a,b","say ""no""","two\nlines"," x",plain,\r\n')
})
