/** Bugs of the bridge: each makes it do twice, forget, or tell what did not happen. */
import type { Planted } from './index.ts'

export const planted: Planted[] = [
  {
    name: 'the provider is called before the attempt is on record',
    file: 'src/engine/effects.ts', find: '  effects.askings.push(firstAsking(errand))\n',
    replace: '',
    caughtBy: 'src/work/courier.test.ts', testName: 'an attempt is on record before the provider hears of it',
  },
  {
    name: 'what may have happened is sent again without asking',
    file: 'src/work/carry.ts', find: '  if (wired.connector.capabilities.readBack) return withReadBack(journey, settling, parts)\n',
    replace: '  if (tried) return send(journey, settling, parts)\n  if (wired.connector.capabilities.readBack) return withReadBack(journey, settling, parts)\n',
    caughtBy: 'src/work/courier.test.ts', testName: 'after an unknown outcome nothing is sent again before the provider was asked',
  },
  {
    name: 'silence is told as a refusal',
    file: 'src/work/settle.ts', find: 'case \'unknown\': return again(journey, \'unknown\', outcome.cause, firstLook(), true, ended(journey, \'unknown\', outcome.cause))',
    replace: 'case \'unknown\': return turnedDown(journey, outcome.cause, null, null)',
    caughtBy: 'src/work/courier.test.ts', testName: 'what nobody knows is never called refused, and stays with the act until it is known',
  },
  {
    name: 'the answer of a worker that lost its errand decides',
    file: 'src/work/settle.ts', find: 'heldWrites(journey.errand, {}, attempts))',
    replace: 'attempts.length ? [{ table: \'asking\', rows: attempts }] : [])',
    caughtBy: 'src/work/courier.test.ts', testName: 'a worker that was paused beyond its lease tells what it saw and decides nothing',
  },
  {
    name: 'who lost an errand is told that it moved', file: 'src/work/moves.ts', find: 'if (error instanceof FencedOff) return false', replace: 'if (error instanceof FencedOff) return true',
    caughtBy: 'src/work/moves.test.ts', testName: 'who lost an errand hears so and has written nothing, and takes along nobody who moved with it',
  },
  {
    name: 'an errand moves under any fence', file: 'src/store/writes.ts', find: "guard: 'fence', was: some.map(({ fence }) => fence)", replace: 'guard: null, was: []',
    caughtBy: 'src/work/moves.test.ts', testName: 'who lost an errand hears so and has written nothing, and takes along nobody who moved with it',
  },
  {
    name: 'what was asked goes out before it is on record', file: 'src/work/moves.ts', find: '    await write({ merchant', replace: '    void write({ merchant',
    caughtBy: 'src/work/moves.test.ts', testName: 'nobody is told before the commit has answered',
  },
  {
    name: 'a repeat that was refused for good is sent again and again',
    file: 'src/work/carry.ts', find: '  if (refusal) return settling.refusedAndOpen(journey, refusal, told)\n',
    replace: '',
    caughtBy: 'src/work/courier.test.ts', testName: 'a repeat that is refused for good ends the act as refused, once the provider has said for a while that it is still open',
  },
  {
    name: 'one reading as open makes a refusal of what was done', file: 'src/work/settle.ts', find: 'if (refusal.readOpen && since >= lagMs) return turnedDown', replace: 'if (since >= 0) return turnedDown',
    caughtBy: 'src/work/courier.test.ts', testName: 'a reading that lags behind what a refused repeat met does not make a refusal of what was done',
  },
  {
    name: 'whoever comes late after a refused repeat believes the first look', file: 'src/work/settle.ts', find: 'if (refusal.readOpen && since >= lagMs) return turnedDown', replace: 'if (since >= lagMs) return turnedDown',
    caughtBy: 'src/work/courier.test.ts', testName: 'a process that died after a refused repeat does not begin anew to look for a while; one look alone ends nothing',
  },
  {
    name: 'an acceptance of whatever amount is ours',
    file: 'src/engine/reconcile.ts', find: 'return act.kind === \'submit\' || isSameMoney(dispute, told) ? \'done\' : \'differs\'',
    replace: 'return \'done\'',
    caughtBy: 'src/work/courier.test.ts', testName: 'an acceptance of another amount than the one decided about is never ours, whoever tells of it',
  },
  {
    name: 'any yes is a confirmation',
    file: 'src/work/carry.ts', find: 'return seen === \'done\' ? outcome : unknown(`answer_${seen}`)',
    replace: 'return seen ? outcome : unknown(`answer_${seen}`)',
    caughtBy: 'src/work/courier.test.ts', testName: 'an answer that says yes and shows the old state confirms nothing',
  },
  {
    name: 'the cursor moves before its page is committed',
    file: 'src/work/poller.ts', find: '    const left = round.left + await heard(',
    replace: '    await queue.movePoll(poll, { cursor: listed.value.next })\n    const left = round.left + await heard(',
    caughtBy: 'src/work/poller.test.ts', testName: 'where a list was read up to is kept only once what was read is',
  },
  {
    name: 'the request is written before the last question whether it may go',
    file: 'src/work/outbound.ts', find: '        if (!mayGo()) return fail(\'not_ours\')\n',
    replace: '',
    caughtBy: 'src/work/outbound.test.ts', testName: 'nothing leaves when the sender may not go any more, however late that turns out',
  },
  {
    name: 'a broken connection is taken for one that carried nothing',
    file: 'src/work/outbound.ts', find: 'way.left ? { kind: \'lost\', cause, status: null } : { kind: \'unsent\', cause }',
    replace: '{ kind: \'unsent\', cause }',
    caughtBy: 'src/work/outbound.test.ts', testName: 'once a byte has left, no answer is never proof that nothing happened',
  },
  {
    name: 'check, call, then write', file: 'src/work/carry.ts',
    find: '  const begun = journey.open === null ? await begin(journey, parts) : { ...journey, at: parts.now() }\n  return begun && [begun, checked(begun, await guarded(() => asked(begun, parts)))]\n',
    replace: '  const outcome = await guarded(() => asked(journey, parts))\n  const begun = journey.open === null ? await begin(journey, parts) : { ...journey, at: parts.now() }\n  return begun && [begun, checked(begun, outcome)]\n',
    caughtBy: 'src/work/courier.test.ts', testName: 'an attempt is on record before the provider hears of it',
  },
  {
    name: 'where nothing can be asked it is sent as often as it takes', file: 'src/work/carry.ts', find: "part === 'began' && !harmless.has(number)).length <= 1", replace: "part === 'began' && !harmless.has(number)).length <= 99",
    caughtBy: 'src/work/courier.test.ts', testName: 'where nothing can be asked the same is repeated once, and then only a notification or a person says what happened',
  },
  {
    name: 'a repeat that is refused for now proves that the first did nothing', file: 'src/work/settle.ts', find: 'if (journey.tried && (isUnproven || !final)) return again', replace: 'if (journey.tried && isUnproven) return again',
    caughtBy: 'src/work/unproven.test.ts', testName: 'a repeat that is refused for now says nothing of the first: it is not sent a third time, and ends with a person',
  },
  {
    name: 'older news undoes newer', file: 'src/core/observation.ts', find: 'const isNewest = counts && isNewer(version, observed?.standing?.version)', replace: 'const isNewest = counts',
    caughtBy: 'src/work/poller.test.ts', testName: 'older news never undoes newer, in any order and any number of times; news without a time is asked for',
  },
  {
    name: 'what the poller heard last counts, whenever it was so', file: 'src/engine/reconcile.ts', find: "source === 'notification' && told.changedAt !== null ? Math.min(told.changedAt, latest) : at", replace: 'at',
    caughtBy: 'src/work/poller.test.ts', testName: 'older news never undoes newer, in any order and any number of times; news without a time is asked for',
  },
  {
    name: 'news that cannot be kept is acknowledged', file: 'src/work/inbound.ts', find: 'if (!wired.connector.capabilities.readBack) return tooThin(wired, theirId)', replace: 'if (!wired.connector.capabilities.readBack) return true',
    caughtBy: 'src/work/inbound.test.ts', testName: 'where nothing can be asked, news too thin to open a dispute is not acknowledged, and counts once its dispute is there',
  },
  {
    name: 'what a removed connection tells of is opened', file: 'src/work/news.ts', find: "if (!await engine.reads.connectionById(connection.id)) return 'refused'", replace: '',
    caughtBy: 'src/work/removed.test.ts', testName: 'what a list tells of after its connection was removed is not taken in: nobody could reach it',
  },
  {
    name: 'a paused connection is asked about what it tells', file: 'src/work/inbound.ts', find: "if (wired.connection.state === 'paused') return false", replace: '',
    caughtBy: 'src/work/removed.test.ts', testName: 'while a connection is paused a notification counts as far as it speaks for itself, and nothing is asked for it',
  },
  {
    name: 'another account is read on from where the one before was', file: 'src/work/poller.ts', find: 'if (roundIn(poll).anewAt !== anewAt) return anew(poll, anewAt)', replace: '',
    caughtBy: 'src/work/poller.test.ts', testName: 'after a connection was given another account its list is read from its beginning, whatever changed there when',
  },
  {
    name: 'a reading does not say what it left out', file: 'src/work/poller.ts', find: "if (heard === 'thin' && await fetched(wired, told.theirId) === 'thin') left++", replace: "if (heard === 'thin') await fetched(wired, told.theirId)",
    caughtBy: 'src/work/poller.test.ts', testName: 'what says too little even when it is asked for by itself is left out, and the reading says how much',
  },
  {
    name: 'of two that tell of a new dispute one is not heard', file: 'src/work/news.ts', find: "performed.value.refused === 'dispute_exists' ? openedMeanwhile(hearing, parts) : 'refused'", replace: "'refused'",
    caughtBy: 'src/work/inbound.test.ts', testName: 'of two that tell of a new dispute at the same moment none is lost',
  },
  {
    name: 'a policy concedes what is worth as much as it says', file: 'src/core/decide.ts', find: 'money.amount >= policy.below.amount', replace: 'money.amount > policy.below.amount',
    caughtBy: 'src/work/policy.test.ts', testName: 'nothing is conceded a moment before the buffer, of its amount or more, or in another currency',
  },
  {
    name: 'a policy counts every currency alike', file: 'src/core/decide.ts', find: 'money.currency !== policy.below.currency || ', replace: '',
    caughtBy: 'src/work/policy.test.ts', testName: 'nothing is conceded a moment before the buffer, of its amount or more, or in another currency',
  },
  {
    name: 'what was decided in time is sent after the provider\'s time', file: 'src/work/carry.ts', find: 'act.override === null && isOverdue(dispute, now())', replace: 'false',
    caughtBy: 'src/work/policy.test.ts', testName: 'after the provider\'s time nothing is conceded: not by who slept through the buffer, and not of what waited to be sent',
  },
  {
    name: 'a guessed deadline turns people away', file: 'src/core/deadline.ts', find: 'isLate(dispute.respondBy, now) && !isAssumed(dispute)', replace: 'isLate(dispute.respondBy, now)',
    caughtBy: 'src/work/late.test.ts', testName: 'what was decided before an assumed deadline is sent after it: only a deadline of the provider\'s own stops it',
  },
  {
    name: 'what checks by itself is sent again unseen', file: 'src/work/carry.ts', find: "if (!tried && act.kind === 'accept' && wired.", replace: "if (act.kind === 'accept' && wired.",
    caughtBy: 'src/work/unseen.test.ts', testName: 'after an outcome that nobody knows it is looked before anything is sent again',
  },
  {
    name: 'what a person called accepted stays so whatever its provider lists', file: 'src/work/news.ts', find: ' && !takesBack(dispute, told.reading, at)', replace: '',
    caughtBy: 'src/work/poller.test.ts', testName: 'what a list tells still of a dispute that a person called accepted opens it again after a quarter of an hour, though the document is as it was',
  },
  {
    name: 'a policy concedes what nobody heard of since it was opened', file: 'src/core/decide.ts', find: '!policy || !observed || wasAway', replace: '!policy || wasAway',
    caughtBy: 'src/core/bridged.test.ts', testName: 'a policy concedes nothing of which nobody heard since it was opened: it may have ended there long ago',
  },
  {
    name: 'what is opened within its connection\'s buffer is warned of by nobody', file: 'src/core/deadline.ts', find: 'dispute.warnsWithin || ', replace: '',
    caughtBy: 'src/core/bridged.test.ts', testName: 'where the time to answer is shorter than its connection\'s buffer it is warned about at once, and the policy acts',
  },
  {
    name: 'what was sent in time is refused at the first look after it', file: 'src/work/carry.ts', find: 'if (!journey.tried) return settling.turnedDown(journey, code, text, told)', replace: 'return settling.turnedDown(journey, code, text, told)',
    caughtBy: 'src/work/late.test.ts', testName: 'what was sent in time and read as open after it is no refusal yet: what they show may lag',
  },
  {
    name: 'a policy concedes what somebody has just contested in vain', file: 'src/core/decide.ts', find: '!observed || wasAway ||', replace: '!observed ||',
    caughtBy: 'src/core/bridged.test.ts', testName: 'what was on its way when the buffer came, and is turned down, is warned of and left to whoever decided it',
  },
  {
    name: 'a defense is taken for something that checks by itself', file: 'src/work/carry.ts', find: "if (!tried && act.kind === 'accept' && wired.", replace: 'if (!tried && wired.',
    caughtBy: 'src/work/unseen.test.ts', testName: 'a defense is looked at before it is sent, as ever',
  },
  {
    name: 'what was answered there meanwhile is conceded unseen', file: 'src/dialects/native/connector.ts', find: ", ...(unanswered ? { state: 'needs_response' } : {})", replace: '',
    caughtBy: 'src/dialects/native/connector.test.ts', testName: 'an acceptance is the documented request, and the same in every attempt',
  },
  {
    name: 'what is expected of the state is not looked at', file: 'src/core/decide.ts', find: "expect.state !== undefined && dispute.state === 'under_review'", replace: 'false',
    caughtBy: 'src/core/decide.test.ts', testName: 'accept refuses in this order',
  },
  {
    name: 'one provider takes every place', file: 'src/work/courier.ts', find: 'perProvider: 128', replace: 'perProvider: 10_000',
    caughtBy: 'src/work/fair.test.ts', testName: 'what hangs from the queue leaves room for another provider, although it was there before',
  },
  {
    name: 'the lists of one provider keep all others waiting', file: 'src/work/poller.ts', find: 'room, pollsPerProvider)', replace: 'room, room)',
    caughtBy: 'src/work/fair.test.ts', testName: 'lists that are never answered leave room for another provider\'s, although they were there before',
  },
  {
    name: 'a dispute that is listed as open expires of silence', file: 'src/work/news.ts', find: ' && !waitsOn(dispute, told, at)', replace: '',
    caughtBy: 'src/work/poller.test.ts', testName: 'a dispute that is listed as open after its deadline does not expire, and one that is not told of does',
  },
  {
    name: 'a list rests for an interval after it was read', file: 'src/work/poller.ts', find: ' - (now() - beganAt)', replace: '',
    caughtBy: 'src/work/poller.test.ts', testName: 'what changes behind a reading that is under way is found an interval later, however long readings take',
  },
  {
    name: 'the end of a long list is not read', file: 'src/work/poller.ts', find: 'round.pages >= mostPages', replace: 'round.pages >= 100',
    caughtBy: 'src/work/poller.test.ts', testName: 'what ended forty days ago and changes after all is found within one interval, on whichever page of a long list it is',
  },
  {
    name: 'a line that its rate turned away stays shut', file: 'src/work/line.ts', find: '    const turn = turnMs()\n', replace: '    probing ||= goesFirst\n    const turn = turnMs()\n',
    caughtBy: 'src/work/line.test.ts', testName: 'what the rate turns away does not stand in the way of the one request that finds out whether the line is up again',
  },
  {
    name: 'a list that is read takes the whole rate', file: 'src/work/line.ts', find: 'perSecond: perSecond / 2', replace: 'perSecond',
    caughtBy: 'src/work/line.test.ts', testName: 'reading a list takes half of the rate, also a very low one, and ten a second where nobody named any',
  },
  {
    name: 'a list that is read takes what a decision needs', file: 'src/work/line.ts', find: 'Math.floor(rate.burst / 2) + 1', replace: '1',
    caughtBy: 'src/work/line.test.ts', testName: 'however much of a list was read, half of the burst is there for decisions, and they go first',
  },
  {
    name: 'what opens again keeps the buffer that it was closed with', file: 'src/core/decide.ts', find: 'const heeds = opensAgain && ', replace: 'const heeds = false && ',
    caughtBy: 'src/work/poller.test.ts', testName: 'what had ended when its connection\'s buffer was changed, and opens again, is warned about by the new one',
  },
  {
    name: 'a list that is read for long is somebody else\'s too', file: 'src/work/poller.ts', find: '    await held.keep(at)\n', replace: '',
    caughtBy: 'src/work/poller-leases.test.ts', testName: 'a list that takes long stays with who reads it while they live, and a minute after they are gone it is somebody else\'s',
  },
  {
    name: 'a lease goes on for whoever once had it', file: 'src/store/bridge-queue.ts', find: ' and fence = ${mark(fence)})`)', replace: ')`)',
    caughtBy: 'src/work/poller-leases.test.ts', testName: 'a list that takes long stays with who reads it while they live, and a minute after they are gone it is somebody else\'s',
  },
  {
    name: 'who stops keeps what it was reading', file: 'src/work/workers.ts', find: '      await atMost(poller.letGo(), givenBackWithinMs, timer).catch(() => {})\n', replace: '',
    caughtBy: 'src/work/poller-leases.test.ts', testName: 'when the process stops, what it could not finish reading is given back at once',
  },
  {
    name: 'who leaves goes on to the next page', file: 'src/work/poller.ts', find: 'if (leaving > 0) return rest', replace: 'if (false) return rest',
    caughtBy: 'src/work/poller-leases.test.ts', testName: 'who leaves reads to the end of the page, and somebody else goes on behind it at once',
  },
  {
    name: 'who opens a file waits for whoever had it before', file: 'src/app/app.ts', find: '  await store.inherit(now())\n', replace: '',
    caughtBy: 'src/app/app.test.ts', testName: 'what the process before this one was doing when it died is due at once for the one that opens its file',
  },
  {
    name: 'an act is sent again while what a process that is gone had sent may still arrive', file: 'src/work/carry.ts', find: '  if (waitMs > 0) return settling.underWay(journey, waitMs)\n', replace: '',
    caughtBy: 'src/work/courier.test.ts', testName: 'what a process that is gone had sent is looked at at once, and nothing goes after it while it may still arrive',
  },
  {
    name: 'a lease ends before the answer of a slow provider can come', file: 'src/work/carry.ts', find: 'const isLong = lease.until - at >= leastLeaseMsOf(settings)', replace: 'const isLong = lease.until - at < leastLeaseMsOf(settings) || lease.until > at',
    caughtBy: 'src/work/courier.test.ts', testName: 'however long a provider may take, its answer comes while the act is leased',
  },
  {
    name: 'an open dispute keeps the buffer that it was opened with', file: 'src/work/poller.ts', find: 'round.bufferMs !== bufferMs', replace: 'round.bufferMs === null',
    caughtBy: 'src/work/poller.test.ts', testName: 'when a connection\'s buffer is changed its open disputes are warned about by the new one',
  },
]
