// Bugs by which two languages disagree about one dispute, each with the test that must turn red. Applied to a copy by the runner, never shipped.

import type { Planted } from './index.ts'

const seen = 'test/languages/seen.test.ts'
const lives = 'test/languages/lives.test.ts'
const agreed = 'in every state all languages tell the same of whether it is open, of its money and of its deadline'
const narrow = 'a credential sees the disputes of its own dialect, and any other as one that there is not'

export const planted: Planted[] = [
  { name: 'one language calls open what is over', file: 'src/dialects/moov/translate.ts', find: "lost: 'lost', expired: 'expired'", replace: "lost: 'lost', expired: 'under-review'", caughtBy: seen, testName: agreed },
  { name: 'one language tells another amount', file: 'src/dialects/ahrvo/translate.ts', find: 'amount: Number(dispute.money.amount), transfer', replace: 'amount: Number(dispute.money.amount) / 100, transfer', caughtBy: seen, testName: agreed },
  { name: 'a credential for one provider sees the disputes of all', file: 'src/dialects/find.ts', find: '(seeAll ? [own', replace: "(seeAll || own === 'moov' ? [own", caughtBy: seen, testName: narrow },
  {
    name: 'an acceptance in one language waits before it books', file: 'src/dialects/afterpay/server/disputes.ts', find: 'note: null, holdMs: 0, expect', replace: 'note: null, holdMs: 3_600_000, expect',
    caughtBy: lives, testName: "told in afterpay's calls",
  },
  {
    name: 'an acceptance in one language is never booked', file: 'src/dialects/moov/terms.ts', find: "chargeback: 'debited_at_opening'", replace: "chargeback: 'no_money_yet'",
    caughtBy: lives, testName: "told in moov's calls",
  },
  {
    name: 'a dispute is found whoever it belongs to', file: 'src/store/reads.ts', find: "held('t.merchant = $1 and t.dialect", replace: "held('(t.merchant = $1 or true) and t.dialect",
    caughtBy: 'test/isolation/dialects.test.ts', testName: "in afterpay another merchant's id, in any place of any route, is answered as one that there is not, byte for byte, and nothing changes",
  },
  {
    name: 'of two proofs one is enough', file: 'src/wire/serve.ts', find: "['host', 'authorization', 'content-type'", replace: "['host', 'content-type'",
    caughtBy: 'test/languages/callers.test.ts', testName: 'afterpay takes no decision from whoever does not prove it once and without doubt',
  },
]
