/**
 * Bad requests that are still HTTP, as data: what is sent and how it must be answered. Every one of them is sent to a server that
 * holds one open dispute and must change nothing there.
 */
import type { Request } from '../kit/http.ts'

export type Case = { name: string; request: Request; status: number; code: string; as?: string | null }

/** Texts that must come back in no answer and stand in no line of the log. */
export const canary = 'canary-7f3e1d'

export function casesOn(dispute: string, evidence: string, key: string): Case[] {
  const accept = `/v1/disputes/${dispute}/accept`
  const post = (target: string, body: Request['body'], headers: Record<string, string> = {}): Request => ({ method: 'POST', target, body, headers })
  const over = (name: string, table: Record<string, Request['body']>, target: string, status: number, code: string): Case[] =>
    Object.entries(table).map(([what, body]) => ({ name: `${name}: ${what}`, request: post(target, body), status, code }))
  const opening = (fields: object): object => ({ amount: { value: 12000, currency: 'THB' }, ...fields })
  const amount = (text: string): string => `{"amount":{"value":${text},"currency":"THB"}}`
  return [
    ...over('JSON that is none', malformed, accept, 400, 'malformed_request'),
    ...over('a body that does not fit', accepts, accept, 400, 'invalid_body'),
    ...over('a number that would be rounded', Object.fromEntries(rounded.map((text) => [text, amount(text)])), '/v1/sandbox/disputes', 400, 'malformed_request'),
    ...over('an amount that is none', Object.fromEntries(noAmounts.map((text) => [text, amount(text)])), '/v1/sandbox/disputes', 400, 'invalid_body'),
    ...over('a currency that is none', Object.fromEntries(noCurrencies.map((code) => [JSON.stringify(code), { amount: { value: 1, currency: code } }])), '/v1/sandbox/disputes', 400, 'invalid_body'),
    ...over('an opening that does not fit', Object.fromEntries(openings.map((fields) => [Object.keys(fields).join(), opening(fields)])), '/v1/sandbox/disputes', 400, 'invalid_body'),
    ...over('an annotation that does not fit', annotations, `/v1/disputes/${dispute}`, 400, 'invalid_body').map((one) => ({ ...one, request: { ...one.request, method: 'PATCH' } })),
    ...contentTypes.map((type): Case => ({ name: `content type ${type}`, request: post(accept, '{"reason":"no_proof"}', { 'content-type': type }), status: 415, code: 'unsupported_media_type' })),
    ...['gzip', 'br', 'zstd', 'deflate', 'gzip, gzip', 'x-gzip', canary].map((encoding): Case =>
      ({ name: `content encoding ${encoding}`, request: post(accept, '{"reason":"no_proof"}', { 'content-encoding': encoding }), status: 415, code: 'unsupported_media_type' })),
    ...['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary="', `multipart/form-data; boundary=${'x'.repeat(71)}`].map((type): Case =>
      ({ name: `multipart as ${type.slice(0, 50)}`, request: post(evidence, '--x\r\n', { 'content-type': type }), status: 400, code: 'malformed_request' })),
    ...Object.entries(parts).map(([name, body]): Case => ({ name: `multipart with ${name}`, request: post(evidence, body, { 'content-type': 'multipart/form-data; boundary=x' }), status: 400, code: name.startsWith('fit') ? 'invalid_body' : 'malformed_request' })),
    ...Object.entries(keysNotTaken).map(([name, value]): Case => ({ name: `idempotency key ${name}`, request: post(accept, '{"reason":"no_proof"}', { 'idempotency-key': value }), status: 400, code: 'invalid_idempotency_key' })),
    ...authorizations(key).map(([name, value]): Case => ({ name: `authorization ${name}`, as: null, request: post(accept, '{"reason":"no_proof"}', value === null ? {} : { authorization: value }), status: 401, code: 'unauthenticated' })),
    ...['PUT', 'DELETE', 'PATCH', 'GET', 'OPTIONS', 'PROPFIND', 'M-SEARCH', 'PURGE'].map((method): Case => ({ name: `method ${method}`, request: { method, target: accept }, status: 405, code: 'method_not_allowed' })),
    ...Object.entries(queries).map(([search, code]): Case => ({ name: `query ${search.slice(0, 60)}`, request: { target: `/v1/disputes?${search}` }, status: 400, code })),
    ...paths(dispute).map((target): Case => ({ name: `path ${target.slice(0, 60)}`, request: post(target, '{"reason":"no_proof"}'), status: 404, code: 'route_not_found or dispute_not_found' })),
    { name: 'a version that is not spoken', request: { target: '/v1/disputes', headers: { 'parley-version': canary } }, status: 400, code: 'unsupported_version' },
    { name: 'a merchant that is none', request: { target: '/v1/disputes', headers: { 'parley-merchant': "' or 1=1 --" } }, status: 404, code: 'merchant_not_found' },
    { name: 'a body where none belongs', request: { target: '/v1/disputes', body: '{}' }, status: 400, code: 'malformed_request' },
    { name: 'a place in the stream that is none', request: { target: '/v1/events/stream', headers: { 'last-event-id': `-1${canary}` } }, status: 400, code: 'invalid_header' },
    { name: 'a body one byte too long', request: post(accept, `{"reason":"no_proof","note":"${'x'.repeat(65_537 - 31)}"}`), status: 413, code: 'body_too_large' },
    { name: 'another method by a header', request: { target: `/v1/disputes/${dispute}`, method: 'POST', headers: { 'x-http-method-override': 'PATCH', 'x-method-override': 'PATCH' }, body: '{"note":"x"}' }, status: 405, code: 'method_not_allowed' },
    { name: 'another path by a header', request: { method: 'POST', target: '/v1/nowhere', headers: { 'x-original-url': accept, 'x-rewrite-url': accept }, body: '{"reason":"no_proof"}' }, status: 404, code: 'route_not_found' },
    { name: 'a preflight from anywhere', as: null, request: { method: 'OPTIONS', target: accept, headers: { origin: 'null', 'access-control-request-method': 'POST' } }, status: 405, code: 'method_not_allowed' },
  ]
}

const good = '{"reason":"no_proof"}'
const deep = (levels: number, open: string, close: string, inside = '1'): string => `{"reason":"no_proof","note":${open.repeat(levels)}${inside}${close.repeat(levels)}}`

const malformed: Record<string, Request['body']> = {
  'a brace': '{', 'a trailing comma': '{"reason":"no_proof",}', 'single quotes': "{'reason':'no_proof'}", 'more behind it': `${good}x`, 'two of it': good + good, 'a comment': `/* x */${good}`,
  'a line comment': `// x\n${good}`, NaN: '{"reason":"no_proof","hold_seconds":NaN}', Infinity: '{"hold_seconds":Infinity}', hexadecimal: '{"hold_seconds":0x10}', 'a leading zero': '{"hold_seconds":01}',
  'a plus': '{"hold_seconds":+1}', 'a bare point': '{"hold_seconds":1.}', 'no digit before the point': '{"hold_seconds":.5}', 'a bare word': 'no_proof', 'nothing but blanks': '   ', 'a NUL': '\0', 'a raw line end in a text': '{"note":"a\nb"}',
  'a byte order mark': `\ufeff${good}`, 'UTF-16': Buffer.from(good, 'utf16le'), 'a cut UTF-8 character': Buffer.from([...Buffer.from('{"note":"'), 0xc3, ...Buffer.from('"}')]), 'an overlong UTF-8 slash': Buffer.from([...Buffer.from('{"note":"'), 0xc0, 0xaf, ...Buffer.from('"}')]),
  'half a surrogate pair': '{"reason":"no_proof","note":"\\ud800"}', 'half a pair as a key': '{"\\udc00":1}', 'a key twice': '{"reason":"no_proof","reason":"other"}', 'a key twice, once escaped': '{"reason":"no_proof","re\\u0061son":"other"}',
  __proto__: '{"reason":"no_proof","__proto__":{"scope":"admin"}}', 'an escaped __proto__': '{"reason":"no_proof","\\u005f_proto__":{}}', constructor: '{"reason":"no_proof","constructor":{"prototype":{}}}', 'depth 33': deep(33, '[', ']'), 'depth 20000': deep(20_000, '[', ']'), 'depth of objects': deep(5000, '{"a":', '}'),
  'more than any number': '{"reason":"no_proof","hold_seconds":1e400}', 'less than any number': '{"reason":"no_proof","hold_seconds":1e-400}', 'YAML': 'reason: no_proof', XML: '<reason>no_proof</reason>',
}

const accepts: Record<string, object> = {
  nothing: {}, list: [], text: JSON.stringify('x') as unknown as object, number: '12' as unknown as object, null: 'null' as unknown as object, ...named('reason', [1, null, [], {}, true, '', 'NO_PROOF', 'no_proof ', 'won', ['no_proof']], false),
  ...named('note', [5, null, {}, [], 'x'.repeat(2001), '\u0000', '\u001b[31m', '\u0008', '\u007f']), ...named('hold_seconds', ['5', 1.5, -1, 3601, null, [], 1e15]), ...named('override', ['', 5, 'x'.repeat(501)]),
  ...named('expect', [[], 5, { revision: 'a' }, { revision: 0 }, { revision: 1.5 }, { amount: '12000' }, { amount: -1 }, { state: 'won' }, { status: 'needs_response' }]),
  ...named('status', ['accepted']), ...named('merchant_id', [canary]), ...named('merchant', [canary]), ...named('amount', [1]), ...named('accepted_at', ['2020-01-01T00:00:00Z']), ...named('role', ['admin']), ...named('by', [{ kind: 'system' }]), ...named('holdMs', [0]), ...named(canary, [canary]),
}

function named(field: string, values: readonly unknown[], rest = true): Record<string, object> {
  return Object.fromEntries(values.map((value) => [`${field} ${JSON.stringify(value).slice(0, 30)}`, { ...(rest ? { reason: 'no_proof' } : {}), [field]: value }]))
}

const rounded = ['9007199254740992', '9007199254740993', '-9007199254740993', '1e20', '123456789012345678901234567890', '12000.00000000000001', '1e309', '-1e309', '9'.repeat(400), '0.1e-400']
const noAmounts = ['120.5', '0.5', '-1', '0', '-0', '1e-7', '"12000"', 'null', '[1]', '{}', 'true', '"0x10"', '""']
const noCurrencies = ['THBX', 'th', 'thb', 'ZZZ', '', 'US$', '€UR', 'T\u0000B', '__proto__', 'constructor', 5, null, ['THB'], { code: 'THB' }]
const openings: object[] = [
  { dialect: 'paypal' }, { phase: 'trial' }, { reason: 'mood' }, { reason: { category: 'fraud', colour: 'red' } }, { respond_in: 'P7D', respond_by: '2027-01-01T00:00:00Z' }, { respond_in: 'a week' }, { respond_by: '2026-13-01T00:00:00Z' }, { respond_by: '2026-11-30' },
  { respond_by: '2026-11-30T00:00:00' }, { respond_by: 1795165200000 }, { story: 5 }, { story: { text: 'x', html: '<b>' } }, { payment: { id: '' } }, { payment: { captured: { value: -1, currency: 'THB' } } }, { theirs: { id: 'x'.repeat(201) } }, { tags: 'vip' }, { tags: Array.from({ length: 51 }, (_, n) => `t${n}`) },
  { metadata: { a: 5 } }, { metadata: [] }, { fees: [{ kind: 'x' }] }, { settlement: { amount: { value: 1, currency: 'USD' }, rate: '1e5' } }, { merchant: 'mch_1' }, { id: 'dsp_00000000000000000000000000' }, { state: 'won' }, { revision: 9 }, { openedAt: 5 },
]
const annotations: Record<string, object> = { nothing: {}, 'a state': { state: 'won' }, 'tags as text': { tags: 'x' }, 'an empty tag': { tags: [''] }, 'metadata as list': { metadata: [['a', 'b']] }, 'a nested pair': { metadata: { a: { b: 'c' } } }, 'a long value': { metadata: { a: 'x'.repeat(501) } }, 'a long name': { metadata: { ['x'.repeat(101)]: 'a' } } }
const contentTypes = ['text/plain', 'application/xml', '', 'json', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'application/json; charset=iso-8859-1', 'application/jsonp', 'text/json', 'application/json, text/plain', 'multipart/form-data; boundary=x', `application/${canary}`]
const disposition = 'content-disposition: form-data; name='
const parts: Record<string, string> = {
  'no beginning': 'x', 'no end': `--x\r\n${disposition}"file"; filename="a"\r\n\r\nx`, 'no headers': '--x\r\n\r\nx\r\n--x--\r\n', 'no name': '--x\r\ncontent-disposition: form-data\r\n\r\nx\r\n--x--\r\n', 'two of a name': `--x\r\n${disposition}"category"\r\n\r\na\r\n--x\r\n${disposition}"category"\r\n\r\nb\r\n--x--\r\n`,
  'a name that is none': `--x\r\n${disposition}"__proto__"\r\n\r\na\r\n--x--\r\n`, 'an encoding': `--x\r\n${disposition}"file"; filename="a"\r\ncontent-transfer-encoding: base64\r\n\r\neA==\r\n--x--\r\n`, 'bare line ends': `--x\n${disposition}"file"; filename="a"\n\nx\n--x--\n`,
  'too many parts': Array.from({ length: 30 }, (_, n) => `--x\r\n${disposition}"f${n}"\r\n\r\na\r\n`).join('') + '--x--\r\n', 'fit: no file': `--x\r\n${disposition}"category"\r\n\r\na\r\n--x--\r\n`, 'fit: another field': `--x\r\n${disposition}"file"; filename="a"\r\n\r\n%PDF-1.7\r\n--x\r\n${disposition}"state"\r\n\r\nwon\r\n--x--\r\n`,
  'fit: another file': `--x\r\n${disposition}"file"; filename="a"\r\n\r\n%PDF-1.7\r\n--x\r\n${disposition}"more"; filename="b"\r\n\r\n%PDF-1.7\r\n--x--\r\n`,
}
const keysNotTaken = { empty: '', 'too long': 'k'.repeat(256), 'with a blank': `' or 1=1; drop table event; -- ${canary}`, 'with half a quote': '"abc', 'with bytes beyond ASCII': 'caf\u00e9', 'with a tab': 'a\tb' }
const authorizations = (key: string): [string, string | null][] => [
  ['missing', null], ['empty', ''], ['without a key', 'Bearer'], ['with a blank', 'Bearer '], ['doubled', `Bearer ${key}, Bearer ${key}`], ['of 8 KiB', `Bearer ${'k'.repeat(8192)}`], ['Basic', `Basic ${Buffer.from(`${key}:`).toString('base64')}`], ['without a scheme', key], ['cut', `Bearer ${key.slice(0, -1)}`],
  ['longer', `Bearer ${key}x`], ['in other letters', `Bearer ${key.toUpperCase()}`], ['with bytes beyond ASCII', 'Bearer caf\u00e9'], ['of SQL', "Bearer ' or '1'='1"], ['of another scheme', `Digest ${key}`], ['a canary', `Bearer ${canary}`],
]
const cursorOf = (value: unknown): string => `cursor=${Buffer.from(JSON.stringify(value)).toString('base64url')}`
const queries: Record<string, string> = {
  ...Object.fromEntries(['limit=0', 'limit=-1', 'limit=101', 'limit=1e9', 'limit=NaN', 'limit=abc', 'limit=1.5', 'limit=1&limit=2', 'limit[]=1', 'limit[a]=1', 'offset=NaN', 'page=2', 'status=open', 'state=open', 'state=', 'open=maybe', 'dialect=paypal', 'phase=trial', 'order=random', 'due_before=yesterday', 'due_before=2026-11-30',
    'currency=thb', 'currency=THB&amount_min=1.5', 'currency=THB&amount_min=-1', 'currency=THB&amount_min=99999999999999999999', `text=${'x'.repeat(201)}`, 'text=%00', 'text=%ff', 'text=%zz', 'text=%', '__proto__=1', 'constructor=1', `${canary}=${canary}`, 'merchant=mch_1', 'cursor=', `cursor=${'x'.repeat(401)}`, 'a&'.repeat(1200)].map((search) => [search, 'invalid_query'])),
  ...Object.fromEntries(['cursor=x', 'cursor=%21%21', `cursor=${canary}`, 'cursor=bnVsbA', cursorOf([]), cursorOf({}), cursorOf(['disputes opened_newest']), cursorOf(['disputes opened_newest', '1', 'x']), cursorOf(['disputes opened_newest', 1.5, 'x']), cursorOf(['disputes opened_newest', 1, null]), cursorOf(['disputes deadline', 1, 'x']),
    cursorOf(['events', 1]), cursorOf(['disputes opened_newest', 1, 'x', 'y']), cursorOf(['disputes opened_newest', 1e300, 'x']), cursorOf([['disputes opened_newest'], 1, 'x'])].map((search) => [search, 'invalid_cursor'])),
  'amount_min=1': 'amount_not_filterable',
}
function paths(id: string): string[] {
  return ['x%2Faccept', `${id}%2Faccept`, `${id}%2faccept`].map((text) => `/v1/disputes/${text}`)
    .concat([`${id}%00`, `${id}%ff`, `${id};x`, `${id}%20`, ` ${id}`.replace(' ', '%20'), id.toUpperCase(), `${id}x`, id.slice(0, -1), '..', '%2e%2e', '.', 'dsp_', "dsp_'%20or%201=1", 'ｄｓｐ'.replace(/./g, (char) => encodeURIComponent(char)), `dsp_${'0'.repeat(9000)}`, '%', '%zz'].map((text) => `/v1/disputes/${text}/accept`),
      [`/v1/disputes/${id}/accept/`, `/v1/disputes/${id}//accept`, `//v1/disputes/${id}/accept`, `/v1//disputes/${id}/accept`, `/V1/disputes/${id}/accept`, `/v1/Disputes/${id}/accept`, `/v1/disputes/${id}/Accept`, `/v1/./disputes/${id}/accept`, `/v1/x/../disputes/${id}/accept`, `/v1\\disputes\\${id}\\accept`, `/v1/disputes/${id}/accept;x`, `/v1/disputes/${id}/accept%20`, '/v1', '/v1/', '/nowhere', '/*'])
}
