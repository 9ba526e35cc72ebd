/** Bodies of a mebibyte, and of as much as an upload may have, each made to cost whoever reads it as much as possible. */

type Flood = { name: string; body: string; headers: Record<string, string>; statuses: readonly number[] }

const mebibyte = 2 ** 20
/** With what stands around it, no more than a mebibyte. */
const filled = (piece: string, size = mebibyte - 100): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
const json = (name: string, body: string): Flood => ({ name, body, headers: {}, statuses: [400] })
const form = (name: string, body: string): Flood => ({ name, body, headers: { 'content-type': 'multipart/form-data; boundary=x' }, statuses: [400] })
const disposition = 'content-disposition: form-data; name="file"; filename="a"'

export const floods: readonly Flood[] = [
  json('brackets', filled('[')),
  json('objects', filled('{"a":')),
  json('numbers', `[${filled('1,')}1]`),
  json('one number', `{"text":${filled('9')}}`),
  json('digits and exponents', `[${filled('1e5,')}1]`),
  json('keys', `{${Array.from({ length: 90_000 }, (_, n) => `"k${n}":1`).join()}}`),
  json('the same key', `{${filled('"a":1,')}"b":1}`),
  json('unknown fields', `{${Array.from({ length: 18_000 }, (_, n) => `"${String(n).padEnd(50, 'x')}":1`).join()}}`),
  json('one text', `{"text":"${filled('x')}"}`),
  json('control characters', `{"text":"${filled('\\u0001')}"}`),
  json('escapes', `{"text":"${filled('\\"')}"}`),
  json('backslashes', `{"text":"${filled('\\')}`),
  json('half characters', `{"text":"${filled('\\ud800')}"}`),
  json('blanks', filled(' ')),
  json('four-byte characters', `{"text":"${filled('😀', mebibyte / 2 - 100)}"}`),
  json('texts', `[${filled('"",')}""]`),
  form('boundaries', filled('--x\r\n')),
  form('near boundaries', `--x\r\n${disposition}\r\n\r\n${filled('\r\n--')}`),
  form('a header', `--x\r\n${filled('a')}`),
  form('quotes in a name', `--x\r\ncontent-disposition: form-data; name="${filled('\\"', 4000)}"\r\n\r\nx\r\n--x--\r\n`),
  form('parameters', `--x\r\ncontent-disposition: form-data${filled('; a="b"', 4000)}\r\n\r\nx\r\n--x--\r\n`),
  ...['x', '1,', ' ', '[', '\\u00e9', '"a":1,'].map((piece) => ({ ...json(`twelve times as much of ${JSON.stringify(piece)}`, `{"text":${filled(piece, 12 * mebibyte - 100)}`), statuses: [413] })),
  { ...form('a file that is none', `--x\r\n${disposition}\r\n\r\n${filled('\0')}\r\n--x--\r\n`), statuses: [422] },
]
