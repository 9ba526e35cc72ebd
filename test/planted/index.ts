/** All bugs that are planted, one list per part of the code. Data only: `test/planted.test.ts` applies them to a copy of the tree. */
import { planted as afterpay } from './afterpay.ts'
import { planted as alipay } from './alipay.ts'
import { planted as ahrvo } from './ahrvo.ts'
import { planted as bridge } from './bridge.ts'
import { planted as cli } from './cli.ts'
import { planted as core } from './core.ts'
import { planted as desk } from './desk.ts'
import { planted as engine } from './engine.ts'
import { planted as languages } from './languages.ts'
import { planted as moov } from './moov.ts'
import { planted as native } from './native.ts'
import { planted as omise } from './omise.ts'
import { planted as outcomes } from './outcomes.ts'
import { planted as overview } from './overview.ts'
import { planted as queue } from './queue.ts'
import { planted as race } from './race.ts'
import { planted as work } from './work.ts'

/** `find` stands once in `file`; `caughtBy` is the test file, `testName` the one test of it, that has to turn red. */
export type Planted = { name: string; file: string; find: string; replace: string; caughtBy: string; testName?: string }

export const lists: Record<string, Planted[]> = { bridge, desk, engine, core, native, work, cli, race, alipay, moov, afterpay, ahrvo, omise, languages, outcomes, overview, queue }
