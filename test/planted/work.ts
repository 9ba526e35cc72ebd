// Bugs to be planted in the workers, each with the test that must turn red. Applied to a copy by the runner, never shipped.

import type { Planted } from './index.ts'

export const planted: Planted[] = [
  {
    name: 'who turns the clock waits for every receiver that hangs',
    file: 'src/work/patience.ts', find: 'timer.after(hurries > 0 ? hurriedMs() : wholeMs, cut)',
    replace: 'timer.after(hurries > 1_000 ? hurriedMs() : wholeMs, cut)',
    caughtBy: 'src/work/workers.test.ts', testName: 'who turns the clock waits a second for a receiver that hangs, hardly at all for one that did before, and each attempt is on record',
  },
  {
    name: 'addresses are judged by the spelling of the host, not by what it resolves to',
    file: 'src/work/resolve.ts', find: 'return found.every(address => mayReach(address, url, { sandbox }))',
    replace: 'return (isIP(host) ? mayReach(host, url, { sandbox }) : true)',
    caughtBy: 'src/work/send.test.ts', testName: 'a name that resolves inward is never connected to, in live or in a sandbox',
  },
  {
    name: 'one public address among private ones is enough',
    file: 'src/work/resolve.ts', find: 'found.every(',
    replace: 'found.some(',
    caughtBy: 'src/work/resolve.test.ts', testName: 'a name with one address inside, of either family or behind a chain, is not reached at all',
  },
  {
    name: 'a saved URL is not judged again when it is sent to',
    file: 'src/work/send.ts', find: '    if (endpointUrlRefused(text, { sandbox })) return failed(unreachable)\n',
    replace: '',
    caughtBy: 'src/work/send.test.ts', testName: 'a URL that could not be saved today is not sent to either',
  },
  {
    name: 'the connection looks the name up for itself',
    file: 'src/work/send.ts', find: 'agent: false, lookup, maxHeaderSize',
    replace: 'agent: false, maxHeaderSize',
    caughtBy: 'src/work/send.test.ts', testName: 'the address that was judged is the one that is connected to, and a name that changes its mind is not asked again',
  },
  {
    name: 'certificates are not checked',
    file: 'src/work/send.ts', find: 'rejectUnauthorized: true,\n    headers',
    replace: 'rejectUnauthorized: false,\n    headers',
    caughtBy: 'src/work/send.test.ts', testName: 'a certificate must be valid for the name, now, and from a known authority',
  },
  {
    name: 'a holder may settle under a newer fence',
    file: 'src/store/queue.ts', find: 'and fence = $3 and state',
    replace: 'and fence >= $3 and state',
    caughtBy: 'src/work/relay.test.ts', testName: 'a holder whose lease ran out while its receiver hung records nothing over the one who took it',
  },
  {
    name: 'a lease is used however little is left of it',
    file: 'src/work/attempt.ts', find: 'now + sendLimits.wholeMs < leaseUntil',
    replace: 'leaseUntil > 0 || now > 0',
    caughtBy: 'src/work/relay.test.ts', testName: 'a lease that could end before the attempt does is not used',
  },
  {
    name: 'a notice that cannot be written leaves no attempt',
    file: 'src/work/attempt.ts', find: 'if (\'fault\' in made) return failed',
    replace: 'if (\'fault\' in made) return null; if (made === undefined) return failed',
    caughtBy: 'src/work/relay.test.ts', testName: 'a notice that we cannot write is a recorded attempt, is told to the operator and comes again later only',
  },
  {
    name: '410 does not disable the webhook',
    file: 'src/work/relay.ts', find: 'if (mine && attempted.gone)',
    replace: 'if (mine && attempted.gone && false)',
    caughtBy: 'src/work/relay.test.ts', testName: '410 disables the webhook, keeps what was changed meanwhile, and gives up visibly what was still waiting',
  },
  {
    name: 'one receiver may take every place',
    file: 'src/work/relay.ts', find: 'room, mostPerEndpoint, ',
    replace: 'room, mostInFlight, ',
    caughtBy: 'src/work/relay.test.ts', testName: 'a receiver that hangs holds its own few places and delays nobody else',
  },
  {
    name: 'a broken dispute is tried in every round',
    file: 'src/work/set-aside.ts', find: 'now < (known',
    replace: 'known.size < 0 && now < (known',
    caughtBy: 'src/work/timekeeper.test.ts', testName: 'more broken disputes than fit into a round do not keep a sound one from expiring',
  },
  {
    name: 'a jump of the clock counts as time that passed',
    file: 'src/work/clock-watch.ts', find: 'apart ? Math.min(now, now - jump) : now',
    replace: 'now',
    caughtBy: 'src/work/timekeeper.test.ts', testName: 'a clock that jumps forward expires nothing before its time has been lived through',
  },
  {
    name: 'a long timer is handed to Node as it is',
    file: 'src/work/loop.ts', find: 'Math.min(ms, longestTimer)',
    replace: 'ms',
    caughtBy: 'src/work/loop.test.ts', testName: 'a timer of more than 25 days does not fire at once',
  },
  {
    name: 'IPv4-mapped addresses count as public',
    file: 'src/work/address.ts', find: '[\'2000::/3\']',
    replace: '[\'2000::/3\', \'::ffff:0:0/96\']',
    caughtBy: 'src/work/address.test.ts', testName: 'private, shared, reserved, translated and tunnelled addresses are forbidden',
  },
]
