/** The default run of the crash loop: two hundred kills in blocks, each block closed by a look at the whole store. */
import { after, test } from 'node:test'
import { crashLoop } from './crash-loop.ts'

export const seedOfTests = 'parley'
const block = 20
const blocks = 10

export function killAgainAndAgain(what: string, databaseUrl: string): void {
  const loop = crashLoop(databaseUrl, `${seedOfTests} ${what}`)
  after(() => loop.end())
  for (let from = 0; from < block * blocks; from += block) {
    test(`${what}: killed at any moment, nothing acknowledged is lost, nothing is half done (kills ${from + 1} to ${from + block})`, async (t) => {
      await loop.kill(from + block)
      t.diagnostic(`${what}: ${loop.told()}`)
    })
  }
}
