import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { garden, misfit } from './kit/planted.ts'
import { lists } from './planted/index.ts'

// Two at a time: each waits for its own child now and then.
const gardens = [garden(), garden()]
after(() => gardens.forEach(({ remove }) => remove()))

describe('a planted bug turns its test red', { concurrency: gardens.length }, () => {
  for (const [list, bugs] of Object.entries(lists)) for (const bug of bugs) {
    test(`${list}: ${bug.name}`, async (t) => {
      assert.equal(misfit(bug), null)
      const place = gardens.pop()!
      try {
        const { caught, skipped, output } = await place.try(bug)
        if (skipped) return t.skip(`${bug.caughtBy} does not run here`)
        assert.ok(caught, `${bug.caughtBy} did not notice:\n${output.slice(-4000)}`)
      } finally {
        gardens.push(place)
      }
    })
  }
})
