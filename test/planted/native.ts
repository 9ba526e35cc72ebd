/** Mistakes in the native API, each of which has to turn a named test file red. Data only; the runner patches a copy, never this tree. */
import type { Planted } from './index.ts'

const server = 'src/dialects/native/server'
const calling = `${server}/calling.test.ts`
const deciding = `${server}/deciding.test.ts`
const evidence = `${server}/evidence.test.ts`
const telling = `${server}/telling.test.ts`
const sandbox = `${server}/sandbox.test.ts`
const listing = `${server}/listing.test.ts`

export const planted: Planted[] = [
  {
    name: 'a follower from beyond the end of the stream is left waiting', file: `${server}/stream-place.ts`, find: 'return position === 0n ? [] : null', replace: 'return []',
    caughtBy: `${server}/stream.test.ts`, testName: 'who comes back from beyond the end is told so at once, and goes on from the end',
  },
  {
    name: 'a follower goes on in a stream that began anew as if it were the old one', file: `${server}/stream-place.ts`, find: 'notice === null || notice === first.id', replace: 'true',
    caughtBy: `${server}/stream.test.ts`, testName: 'a follower under whom the stream begins anew is told so, also where the new one is longer',
  },
  { name: 'Any key may do anything', file: `${server}/authenticate.ts`, find: 'return ranks.indexOf(', replace: 'return true || ranks.indexOf(', caughtBy: calling },
  { name: 'A merchant\'s key acts for whom it names', file: `${server}/authenticate.ts`, find: "if (principal.kind === 'merchant') return", replace: "if (principal.kind === 'merchant' && named === undefined) return", caughtBy: calling },
  { name: 'Any merchant is shown to any other', file: `${server}/merchants.ts`, find: 'principal.administrator || principal.merchant === id ?', replace: 'principal.administrator || id ?', caughtBy: calling },
  { name: 'The other side is played for any merchant', file: `${server}/whose.ts`, find: 'if (principal.merchant) return principal.merchant', replace: '', caughtBy: sandbox },
  { name: 'A dispute is opened for another merchant', file: `${server}/whose.ts`, find: 'principal.merchant ? merchant !== principal.merchant', replace: 'principal.merchant ? false', caughtBy: sandbox },
  { name: 'A key stands for any body', file: `${server}/key.ts`, find: '.update(body)', replace: '', caughtBy: deciding },
  { name: 'A key stands for any path', file: `${server}/key.ts`, find: '[method, route, path, ', replace: '[method, route, ', caughtBy: deciding },
  { name: 'A key has any characters', file: `${server}/key.ts`, find: '!visible.test(key)', replace: 'key === \'\'', caughtBy: deciding },
  { name: 'Secrets lie open under their key', file: `${server}/reply.ts`, find: 'vault.seal(open.body, sealedFor)', replace: 'open.body', caughtBy: deciding },
  { name: 'The declared type wins over the content', file: `${server}/evidence.ts`, find: "type: found ?? 'application/octet-stream'", replace: 'type: contentType', caughtBy: evidence },
  { name: 'A contradiction of type is let through', file: `${server}/evidence.ts`, find: 'if (found && contradicts(contentType, found))', replace: 'if (false)', caughtBy: evidence },
  { name: 'Junk before the mark is let through', file: 'src/core/sniff.ts', find: 'if (starts(bytes, pdf) &&', replace: 'if (has(bytes, pdf, bytes.length) &&', caughtBy: evidence },
  { name: 'Removed evidence keeps its bytes', file: `${server}/evidence.ts`, find: "[{ remove: 'file', rows: [{ merchant, id: evidence }] }]", replace: '[]', caughtBy: evidence },
  { name: 'Evidence is shown from our origin', file: `${server}/download.ts`, find: 'return plain === name ? `attachment; ', replace: 'return plain === name ? `inline; ', caughtBy: evidence },
  { name: 'A file\'s name keeps its path', file: `${server}/evidence.ts`, find: 'filename.toWellFormed().split(/[/\\\\]/).at(-1)!', replace: 'filename.toWellFormed()', caughtBy: evidence },
  { name: 'A fault before the effect lets it happen', file: 'src/dialects/faults.ts', find: "fault.endsWith('-before') ? null", replace: "fault === 'slow' ? null", caughtBy: sandbox },
  { name: 'A fault after the effect prevents it', file: 'src/dialects/faults.ts', find: "fault.endsWith('-before') ? null", replace: "fault !== 'slow' ? null", caughtBy: sandbox },
  { name: 'Wrong keys are looked up without end', file: 'src/dialects/native/server/authenticate.ts', find: 'presented ? wrongKey(remote) : null', replace: 'presented && remote === \'\' ? wrongKey(remote) : null',
    caughtBy: 'src/app/wrong-keys.test.ts' },
  { name: 'A name turns the letters round it', file: 'src/core/plain-text.ts', find: '\\u202a-\\u202e', replace: '\\u202f', caughtBy: 'src/core/plain-text.test.ts' },
  { name: 'Live has the sandbox\'s routes', file: 'src/dialects/native/server.ts', find: '(sandbox ? nativeContract :', replace: '(sandbox || true ? nativeContract :', caughtBy: sandbox },
  { name: 'The clock is turned again by a repetition', file: `${server}/once.ts`, find: 'if (before) return before', replace: '', caughtBy: sandbox },
  { name: 'Who asks while a sandbox is being emptied meets half of it', file: 'src/app/routes.ts', find: 'await gate.open()', replace: '', caughtBy: sandbox, testName: 'who asks while a sandbox is being emptied waits until everything is there again' },
  { name: 'A lost store is called our mistake', file: 'src/dialects/native/server.ts', find: "StoreDown: 'unavailable', ", replace: '', caughtBy: sandbox },
  { name: 'A stream begins at the beginning', file: `${server}/stream-place.ts`, find: 'latest ? { position: latest.position!, notice: latest.id }', replace: 'latest ? { position: 0n, notice: null }', caughtBy: telling },
  { name: 'A stream outlives its key', file: `${server}/stream.ts`, find: 'if (!await mayStillFollow(services, call)) return yield ended', replace: '', caughtBy: telling },
  { name: 'A stream does not end with the server', file: `${server}/stream.ts`, find: 'AbortSignal.any([call.request.signal, services.closing])', replace: 'call.request.signal', caughtBy: telling },
  { name: 'Of two changes of a webhook one is lost', file: `${server}/webhooks.ts`, find: 'const inTurn = oneAtATime()', replace: 'const inTurn = <T>(work: () => Promise<T>): Promise<T> => work()', caughtBy: telling },
  { name: 'A webhook moves to a private address', file: `${server}/webhooks.ts`, find: 'if (call.body.url !== undefined && urlRefused(call.body.url))', replace: 'if (false)', caughtBy: telling },
  { name: 'A test goes to every webhook', file: 'src/store/queue.ts', find: 'notice.kind !== testNotice && ', replace: '', caughtBy: telling },
  { name: 'Signatures leave the time out', file: 'src/dialects/native/notices.ts', find: '`${id}.${timestamp}.`', replace: '`${id}.`', caughtBy: 'src/dialects/native/notices.test.ts' },
  { name: 'A redirect counts as delivered', file: 'src/dialects/native/notices.ts', find: 'status < 300', replace: 'status < 400', caughtBy: 'src/dialects/native/notices.test.ts' },
  { name: 'A cursor fits every list', file: `${server}/cursor.ts`, find: ' || place[0] !== list', replace: '', caughtBy: listing },
  { name: 'A sum is rounded', file: 'src/dialects/native/translate.ts', find: '(amount as unknown as number)', replace: 'Number(amount)', caughtBy: listing },
  {
    name: 'a strange signature of the right length breaks the ear',
    file: 'src/dialects/native/hears.ts', find: 'sameHash(Buffer.from(one), wanted, timingSafeEqual)',
    replace: '(one.length === wanted.length && sameHash(wanted, wanted, () => timingSafeEqual(Buffer.from(one), wanted)))',
    caughtBy: 'src/dialects/native/hears.test.ts', testName: 'a signature of the right length in other bytes is a forgery like any other, and nothing breaks',
  },
]
