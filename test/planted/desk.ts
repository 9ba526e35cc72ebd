/** Mistakes about who signed in at the desk. Data only; the runner patches a copy, never this tree. */
import type { Planted } from './index.ts'

const session = 'test/desk/session.test.ts'
const demo = 'test/desk/demo.test.ts'
const users = 'src/engine/users.test.ts'
const foreign = 'no foreign page can decide with somebody\'s cookie: not by a form, a fetch, an image, a sibling or a body that is called text'
const strangers = 'a foreign name that points here, another machine, a proxy and a foreign page get no demo'

export const planted: Planted[] = [
  { name: 'A cookie alone decides', file: 'src/desk/door.ts', find: '(isRead(request.method) || hasToken(request, session))', replace: 'isRead(request.method) === isRead(request.method)', caughtBy: session, testName: foreign },
  { name: 'Another site\'s page decides', file: 'src/desk/whence.ts', find: "site !== 'same-origin' && site !== 'none'", replace: "site === 'nowhere'", caughtBy: session, testName: foreign },
  { name: 'Any origin is ours', file: 'src/desk/whence.ts', find: 'return origin === undefined ||', replace: 'return true || origin === undefined ||', caughtBy: session, testName: foreign },
  { name: 'A viewer may accept', file: 'src/dialects/native/server/authenticate.ts', find: "viewer: 'read'", replace: "viewer: 'decide'", caughtBy: session, testName: 'a viewer may not accept, an operator may not make users, and what they may not changes nothing' },
  { name: 'A session outlives a change of password', file: 'src/engine/sessions.ts', find: 'person.revision === row.revision && ', replace: '', caughtBy: users, testName: 'a session that is begun for a person as they were before a change is nobody\'s' },
  { name: 'A session lives for ever', file: 'src/engine/sessions.ts', find: 'expiresAt <= now || seenAt + idleMs <= now', replace: 'seenAt > now', caughtBy: session, testName: 'a session ends after half an hour without a sign of life, and after twelve hours whatever happens' },
  { name: 'A demo comes to live', file: 'src/desk/session-calls.ts', find: "mode === 'sandbox' && request.method", replace: 'mode && request.method', caughtBy: demo, testName: 'live has no demo, whatever lies in its store, and people sign in' },
  { name: 'A demo\'s row opens live', file: 'src/engine/sessions.ts', find: "row.merchant === '' ? sandbox && demoOf", replace: "row.merchant === '' ? demoOf", caughtBy: demo, testName: 'live has no demo, whatever lies in its store, and people sign in' },
  { name: 'A foreign name that points here gets a demo', file: 'src/desk/whence.ts', find: " && isLoopbackHost(headers.get('host') ?? '')", replace: '', caughtBy: demo, testName: strangers },
  { name: 'Another machine gets a demo', file: 'src/desk/whence.ts', find: "isLoopback(remote.replace(/^::ffff:/, '')) && ", replace: '', caughtBy: demo, testName: strangers },
  { name: 'A name that nobody has is told by its haste', file: 'src/engine/users-create.ts', find: 'const matches = await passwords.matches(', replace: 'const matches = row !== null && await passwords.matches(', caughtBy: users, testName: 'whoever signs in costs one slow hash, whether there is such a person or not' },
  { name: 'A password is tried without end', file: 'src/desk/sign-in.ts', find: 'if (waits.length) return', replace: 'if (waits.length > 2) return', caughtBy: 'src/desk/sign-in.test.ts', testName: 'attempts that run at once count as they begin' },
  { name: 'A quick hash of a password is kept', file: 'src/dialects/native/server/users.ts', find: 'fingerprint: vault.lookup(`fingerprint\\n${key.fingerprint}`)', replace: 'fingerprint: key.fingerprint', caughtBy: session, testName: 'no quick hash of a password is kept with the answer of a repeated call' },
  { name: 'The page\'s data ends its element', file: 'src/desk/static.ts', find: 'replace(/[<>&\\u2028\\u2029]/g', replace: 'replace(/[&]/g', caughtBy: 'src/desk/static.test.ts', testName: 'once it is built every address below is the one page, with the session inside of it as data' },
]
