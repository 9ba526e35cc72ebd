// The sample merchants and disputes that start, tests and documents share.

export { cast, memberOf, type Member, type MemberName } from './cast.ts'
export { isSampleKey, sampleAdminKey, sampleKeys } from './keys.ts'
export { loadCast, loadedSoFar, type Loaded, type Loading } from './load.ts'
export { disputeIdOf, type Scenario } from './scenario.ts'
export { scenarios } from './scenarios.ts'
