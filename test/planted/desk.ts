/** Mistakes about who signed in at the desk, and what it tells them before they decide. Data only; the runner patches a copy, never this tree. */
import type { Planted } from './index.ts'

const session = 'test/desk/session.test.ts'
const demo = 'test/desk/demo.test.ts'
const users = 'src/engine/users.test.ts'
const foreign = 'no foreign page can decide with somebody\'s cookie: not by a form, a fetch, an image, a sibling or a body that is called text'
const strangers = 'a foreign name that points here, another machine, a proxy and a foreign page get no demo'

const server = 'src/dialects/native/server'
const consequences = 'src/core/consequences.ts'
const choices = 'src/dialects/consequences.test.ts'
const client = 'desk/api/client.ts'
const kitClient = 'test/desk/kit-client.test.ts'
const decision = 'test/desk/decision.test.ts'
const ownSession = 'desk/api/session.ts'
const kitSession = 'test/desk/kit-session.test.ts'

const edits = 'desk/parts/evidence/picture/edits.ts'
const picture = 'test/desk/picture.test.ts'

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
  { name: 'Two admins end one another', file: 'src/engine/users-create.ts', find: 'return other ? [asRead(other)] : null', replace: 'return other ? [] : null', caughtBy: users, testName: 'of two admins who end one another at the same moment one stays an admin, and the other hears why (sqlite)' },
  { name: 'Somebody is removed as who they were', file: 'src/engine/users-create.ts', find: 'inOrder([asRead(row), ...kept])', replace: 'inOrder(kept)', caughtBy: users, testName: 'who became the last admin while somebody was about to end them stays (sqlite)' },
  { name: 'A password is tried without end', file: 'src/desk/sign-in.ts', find: 'if (waits !== null) return', replace: 'if (waits === 0) return', caughtBy: 'src/desk/sign-in.test.ts', testName: 'attempts that run at once count as they begin' },
  { name: 'Each process lets a password be tried anew', file: 'src/desk/sign-in.ts', find: 'attempts.take(places.name, mostPerName, windowMs)', replace: 'null', caughtBy: 'src/desk/sign-in.test.ts', testName: 'what was tried at one process counts at every other, and a process that begins anew counts on' },
  { name: 'A quick hash of a password is kept', file: 'src/dialects/native/server/users.ts', find: 'fingerprint: vault.lookup(`fingerprint\\n${key.fingerprint}`)', replace: 'fingerprint: key.fingerprint', caughtBy: session, testName: 'no quick hash of a password is kept with the answer of a repeated call' },
  { name: 'The page\'s data ends its element', file: 'src/desk/static.ts', find: 'replace(/[<>&\\u2028\\u2029]/g', replace: 'replace(/[&]/g', caughtBy: 'src/desk/static.test.ts', testName: 'once it is built every address below is the one page, with the session inside of it as data' },
  { name: 'A dispute is given to whoever may not sign in', file: `${server}/owner.ts`, find: 'found && found.disabledAt === null ?', replace: 'found ?', caughtBy: `${server}/owner.test.ts`, testName: 'nobody is an owner who is no user of the merchant or may not sign in, and nothing happens' },
  { name: 'What is somebody\'s is listed as nobody\'s', file: 'src/engine/row.ts', find: 'dispute.owner?.id ?? null', replace: 'null', caughtBy: `${server}/owner.test.ts`, testName: 'lists are by owner: mine, somebody\'s, nobody\'s; in the queue and among all' },
  { name: 'An assignment makes no revision', file: 'src/core/apply.ts', find: 'updatedAt: event.at, revision: dispute.revision + 1 }', replace: "updatedAt: event.at, revision: dispute.revision + (event.kind === 'annotated' && event.owner ? 0 : 1) }", caughtBy: 'src/core/decide.owner.test.ts', testName: 'an acceptance that expects the revision before an assignment is refused' },
  { name: 'Preparing takes a place in the stream', file: `${server}/preparing.ts`, find: '`event: preparing\\ndata', replace: '`id: 1\\nevent: preparing\\ndata', caughtBy: `${server}/preparing.test.ts`, testName: 'followers hear it come and go, without a place in the stream, and nothing twice' },
  { name: 'Preparing ends by the sandbox\'s clock', file: 'src/app/services.ts', find: 'createPreparing({ store, stream, now: world.now })', replace: 'createPreparing({ store, stream, now: engine.world.now })', caughtBy: `${server}/preparing.test.ts`, testName: 'it ends by itself after 45 seconds of real time unless it is said again, whatever the sandbox\'s clock says' },
  { name: 'Preparing is shown beyond its end', file: 'src/engine/preparing.ts', find: '.filter(({ until }) => until > now())', replace: '', caughtBy: 'src/engine/preparing.test.ts', testName: 'it is over at its end, also for whoever looked before, and when that will be is known' },
  { name: 'An undo window is promised that is not granted', file: consequences, find: 'acceptanceDueAt(dispute, now + longestHold) - now', replace: 'longestHold', caughtBy: choices, testName: 'native: the undo window that is granted is as long as was said, none where none was' },
  { name: 'Silence is said to be free', file: consequences, find: "conceded === 0n ? 'free'", replace: "conceded >= 0n ? 'free'", caughtBy: choices, testName: 'omise: silence has the effect that was said' },
  { name: 'A price is said that is not asked', file: consequences, find: 'conceded > gone ? conceded - gone : 0n', replace: 'conceded', caughtBy: choices, testName: 'moov: accepting costs what was said, to the last unit' },
  { name: 'Nobody is told that a payment went back already', file: `${server}/context.ts`, find: 'wouldPayTwice(payment, dispute.money) !== null', replace: 'false', caughtBy: `${server}/context.test.ts`, testName: 'what of the payment was given back already is said before it is given back twice' },
  { name: 'A dispute that came later makes an earlier one a repetition', file: `${server}/context-others.ts`, find: ' && isBefore(one)', replace: ' && one.id !== id', caughtBy: `${server}/context.test.ts`, testName: 'which dispute of its customer or payment it is counts those of ninety days before it, and none after' },
  { name: 'What nobody told leaves no gap in the story', file: 'desk/parts/dispute/timeline.ts', find: 'there.includes(kind) ? undefined : lacking[kind]', replace: 'there.includes(kind) ? lacking[kind] : undefined', caughtBy: 'test/desk/timeline.test.ts', testName: 'the story goes from the order to the end, and what nobody told is a gap at its place' },
  { name: 'A decision that the server does not know of is told as refused', file: client, find: "heard.status >= 500 || problem.code", replace: 'problem.code', caughtBy: kitClient, testName: 'what the server itself does not know, or is still doing, is unknown and never refused' },
  { name: 'A decision that is still being taken is told as refused', file: client, find: " || problem.code === 'key_in_flight'", replace: '', caughtBy: kitClient, testName: 'what the server itself does not know, or is still doing, is unknown and never refused' },
  { name: 'A broken line is told as refused', file: client, find: "if (heard === null) return { kind: 'unknown'", replace: "if (heard === null) return { kind: 'refused'", caughtBy: kitClient, testName: 'a decision that nobody answered is unknown, whether the line broke before, in or after the answer' },
  { name: 'The key of a decision does not go out', file: client, find: "key === undefined ? {} :", replace: "key !== undefined ? {} :", caughtBy: kitClient, testName: 'a refusal is a value with its code, and a call is sent once with the key that was given' },
  { name: 'A refusal of an earlier session ends this one', file: ownSession, find: 'token !== current.csrf || ', replace: '', caughtBy: kitSession, testName: 'a refusal that was asked for in an earlier session ends no later one' },
  { name: 'Each refused call of a demo asks for a session', file: ownSession, find: ' || token === renewing', replace: '', caughtBy: kitSession, testName: 'a demo whose session is gone has another one by asking once, however many calls were refused at the same time' },
  { name: 'A session that never works is asked for for ever', file: ownSession, find: 'current.user.demo && worked === token', replace: 'current.user.demo', caughtBy: kitSession, testName: 'a demo session that never worked, and one of a person with a password, are over' },
  { name: 'A filter that means nothing asks for everything', file: 'desk/pages/queue/filter.ts', find: "if (parts.some(part => part === null)) return null", replace: '', caughtBy: 'test/desk/queue-filter.test.ts', testName: 'a value that means nothing asks for nothing, instead of for too much' },
  { name: 'A table runs a formula', file: 'desk/csv.ts', find: '/^[=+\\-@', replace: '/^[=;', caughtBy: 'test/desk/queue-filter.test.ts', testName: 'a table is RFC 4180 and no spreadsheet runs it' },
  { name: 'Being turned away at the door ends an unknown outcome', file: 'desk/parts/decision/heard.ts', find: '[401, 403, 408, 413, 425, 429]', replace: '[413, 425]', caughtBy: decision, testName: 'only what is said before anybody looks at the dispute leaves an unknown outcome unknown' },
  { name: 'A colleague\'s act is taken for one\'s own unanswered one', file: 'desk/parts/decision/heard.ts', find: 'act.kind === kind && act.by.id === user', replace: 'act.kind === kind', caughtBy: decision, testName: 'an unanswered acceptance is known only by an act or an acceptance of one\'s own, and by another revision' },
  { name: 'An amount without digits after the point is never high', file: 'desk/parts/decision/friction.ts', find: 'exponentOf(currency) : 0', replace: '2 : 0', caughtBy: decision, testName: 'more than a hundred of the major unit has to be typed, with the digits of each currency' },
  { name: 'A refunded payment is accepted with many others', file: 'desk/parts/decision/bulk-plan.ts', find: 'BigInt(payment.refunded.value) > 0n', replace: 'BigInt(payment.refunded.value) < 0n', caughtBy: decision, testName: 'together are accepted only those that nothing speaks against' },
  { name: 'A note goes unseen by an open sheet', file: 'desk/parts/decision/changes.ts', find: 'found.length > 0 || before.revision === now.revision', replace: 'found.length >= 0', caughtBy: decision, testName: 'what changed is told as it was and as it is, and a new revision never goes unseen' },
  { name: 'A black box leaves its edge', file: edits, find: 'Math.ceil((x + width)', replace: 'Math.floor((x + width)', caughtBy: picture, testName: 'a box makes every pixel black that it touches, also where its edge lies within one' },
  { name: 'A black box stays behind when its picture turns', file: edits, find: 'turns: (edits.turns + 1) % 4, boxes }', replace: 'turns: (edits.turns + 1) % 4 }', caughtBy: picture, testName: 'a box turns with its picture: four quarters and it is where it was' },
  { name: 'A picture becomes a kind that is not taken', file: 'desk/parts/evidence/picture/fit.ts', find: 'pictureTypes.filter(one => types.includes(one))', replace: 'pictureTypes.filter(one => types.length > 0 && one)', caughtBy: picture, testName: 'nothing is made so small that nobody could read it, and nothing of a kind that is not taken' },
]
