/**
 * Requests that two servers could understand differently, byte by byte. Each carries an acceptance that must not happen: as a second
 * request hidden in the first one's body, or as a request whose frame is not sound.
 */
export type Raw = { name: string; bytes: string | Buffer; /** How many answers there may be, and the status of the first. */ answers: number; status: readonly number[] }

export function rawCases(dispute: string, key: string): Raw[] {
  const body = '{"reason":"no_proof"}'
  const start = `POST /v1/disputes/${dispute}/accept HTTP/1.1\r\n`
  const common = `Host: parley.test\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n`
  const hidden = `${start}${common}Content-Length: ${body.length}\r\n\r\n${body}`
  const framed = (headers: string, after: string = body): string => `${start}${common}${headers}\r\n${after}`
  const chunked = (after: string): string => framed('Transfer-Encoding: chunked\r\n', after)
  const length = `Content-Length: ${body.length}\r\n`
  const broken = (name: string, bytes: string | Buffer): Raw => ({ name, bytes, answers: 1, status: [400] })
  return [
    broken('a length and chunks', framed(`${length}Transfer-Encoding: chunked\r\n`, `0\r\n\r\n${hidden}`)),
    broken('chunks and a length', framed(`Transfer-Encoding: chunked\r\n${length}`, `15\r\n${body}\r\n0\r\n\r\n`)),
    broken('chunks of another name', framed('Transfer-Encoding: xchunked\r\n', `15\r\n${body}\r\n0\r\n\r\n`)),
    broken('chunks, then identity', framed('Transfer-Encoding: chunked, identity\r\n', `15\r\n${body}\r\n0\r\n\r\n`)),
    broken('chunks twice', framed('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', `15\r\n${body}\r\n0\r\n\r\n`)),
    broken('a blank before the colon', framed('Transfer-Encoding : chunked\r\n', `15\r\n${body}\r\n0\r\n\r\n`)),
    broken('a blank before the colon of the length', framed(`Content-Length : ${body.length}\r\n`)),
    broken('two lengths', framed(`${length}Content-Length: 0\r\n`)),
    broken('two equal lengths', framed(length + length)),
    ...['+21', '21,21', '0x15', '-1', '21 21', '21x', '', '1e1', '99999999999999999999999'].map((text) => broken(`the length ${JSON.stringify(text)}`, framed(`Content-Length: ${text}\r\n`))),
    broken('a folded header', framed(`X-Fold: a\r\n b\r\n${length}`.replace('X-Fold: a\r\n b', 'Transfer-Encoding:\r\n chunked'), `15\r\n${body}\r\n0\r\n\r\n`)),
    broken('bare line feeds', framed(length).replaceAll('\r\n', '\n')),
    broken('a bare carriage return in a header', framed(`X-A: b\rContent-Length: 0\r\n${length}`)),
    broken('a NUL in a header', framed(`X-A: b\0c\r\n${length}`)),
    broken('a header without a colon', framed(`Nonsense\r\n${length}`)),
    broken('a header without a name', framed(`: x\r\n${length}`)),
    broken('a chunk size in C', chunked(`0x15\r\n${body}\r\n0\r\n\r\n`)),
    broken('a negative chunk', chunked(`-15\r\n${body}\r\n0\r\n\r\n`)),
    broken('a chunk larger than any memory', chunked(`ffffffffffffffffff\r\n${body}\r\n0\r\n\r\n`)),
    broken('a chunk without its line end', chunked(`15\r\n${body}0\r\n\r\n`)),
    broken('a chunk longer than it says', chunked(`5\r\n${body}\r\n0\r\n\r\n`)),
    { ...broken('a chunk with a very long extension', chunked(`15;${'x'.repeat(20_000)}\r\n${body}\r\n0\r\n\r\n`)), status: [413] },
    broken('no host', `${start}Authorization: Bearer ${key}\r\n${length}\r\n${body}`),
    broken('two hosts', framed(`Host: other.test\r\n${length}`)),
    broken('two keys', framed(`Authorization: Bearer ${key}\r\n${length}`)),
    broken('two content types', framed(`Content-Type: text/plain\r\n${length}`)),
    broken('two idempotency keys', framed(`Idempotency-Key: a\r\nIdempotency-Key: b\r\n${length}`)),
    broken('two merchants', framed(`Parley-Merchant: a\r\nParley-Merchant: b\r\n${length}`)),
    broken('a method in small letters', framed(length).replace('POST', 'post')),
    broken('a method that is none', framed(length).replace('POST', 'ACCEPT')),
    broken('a blank in the target', framed(length).replace('/accept HTTP', '/accept x HTTP')),
    broken('no version', `GET /v1/disputes\r\n\r\n`),
    broken('version 0.9', framed(length).replace('HTTP/1.1', 'HTTP/0.9')),
    broken('version 2', framed(length).replace('HTTP/1.1', 'HTTP/2.0')),
    broken('version 1.2', framed(length).replace('HTTP/1.1', 'HTTP/1.2')),
    broken('the beginning of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    broken('TLS', Buffer.from('16030100c8010000c40303', 'hex')),
    broken('noise', Buffer.from(Array.from({ length: 400 }, (_, n) => (n * 97) % 256))),
    { name: 'a second request in a body that has no place', bytes: `GET /v1/disputes HTTP/1.1\r\n${common}Content-Length: ${hidden.length}\r\n\r\n${hidden}`, answers: 1, status: [400] },
    { name: 'a second request behind an unread length', bytes: `DELETE /v1/disputes/${dispute}/accept HTTP/1.1\r\n${common}Content-Length: ${hidden.length}\r\n\r\n${hidden}`, answers: 1, status: [405] },
    { name: 'a second request in a too large body', bytes: framed(`Content-Length: 70000\r\n`, hidden + ' '.repeat(70_000 - hidden.length)), answers: 1, status: [413] },
    { name: 'headers without end', bytes: framed(Array.from({ length: 400 }, (_, n) => `X-${n}: ${'y'.repeat(50)}\r\n`).join('') + length), answers: 1, status: [431] },
    { name: 'an expectation that is none', bytes: framed(`Expect: the-best\r\n${length}`, ''), answers: 1, status: [417] },
    { name: 'a tunnel', bytes: `CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test\r\n\r\n`, answers: 0, status: [] },
    { name: 'a key in a trailer', bytes: `${start}Host: parley.test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nTrailer: authorization\r\n\r\n15\r\n${body}\r\n0\r\nAuthorization: Bearer ${key}\r\n\r\n`, answers: 1, status: [401] },
    { name: 'a target with another host', bytes: framed(length, '{}').replace('POST /v1', 'POST http://evil.test/v1').replace(length, 'Content-Length: 2\r\n'), answers: 1, status: [400] },
    { name: 'a target of a star', bytes: `OPTIONS * HTTP/1.1\r\n${common}\r\n`, answers: 1, status: [404, 405] },
  ]
}
