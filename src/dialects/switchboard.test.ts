import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../app/config.ts'
import { exampleOf, spelled, turned, type Switchboard, type Word } from './switchboard.ts'
import { switchboards } from './switches.ts'

const board: Switchboard<{ loud: boolean; tone: string; length: number }> = {
  usual: { loud: false, tone: 'a', length: 1 },
  words: {
    loud: { to: { loud: true }, about: '' },
    high: { to: { tone: 'c' }, about: '' },
    tone: { takes: 'LETTER', example: 'b', reads: text => (/^[a-g]$/.test(text) ? { tone: text } : undefined), about: '' },
  },
}

test('words turn their switches and leave the others as usual, blanks around them or not', () => {
  assert.deepEqual(turned(board, 'loud, tone=b'), { loud: true, tone: 'b', length: 1 })
  assert.deepEqual(turned(board, 'high'), { loud: false, tone: 'c', length: 1 })
  assert.deepEqual(spelled(board), ['loud', 'high', 'tone=LETTER'])
})

test('an unknown word, a value that is wrong, missing or not asked for, and a switch that is turned twice are refused', () => {
  for (const text of ['', 'x', 'loud,', 'tone', 'tone=', 'tone=z', 'tone=b=b', 'loud=1', 'loud=', 'loud,loud', 'high,tone=b', '__proto__', 'constructor']) assert.equal(turned(board, text), undefined, text)
})

test('each word of each dialect turns exactly one switch away from what is usual, by its example', () => {
  for (const [name, { usual, words }] of Object.entries(switchboards) as [string, Switchboard<Record<string, unknown>>][]) {
    for (const [word, about] of Object.entries<Word<object>>(words)) {
      const switches = turned({ usual, words }, exampleOf(word, about))
      assert.ok(switches, `${name} ${word}`)
      const changed = Object.keys(usual).filter(key => JSON.stringify(switches[key]) !== JSON.stringify(usual[key]))
      assert.equal(changed.length, 1, `${name} ${word}: ${changed.join()}`)
      assert.ok(about.about.length > 10, word)
    }
  }
})

test('the settings take what their own examples say, and wrong words of several dialects are told together with the rest', () => {
  const read = (env: Record<string, string>) => readConfig({ env, readText: () => '', isSample: () => false })
  const chosen = read({ PARLEY_OMISE: 'respond-within=P14D', PARLEY_MOOV: 'visa-days=14' })
  assert.ok('config' in chosen)
  assert.deepEqual([chosen.config.switches?.omise?.respondWithin, chosen.config.switches?.moov?.visaDays, chosen.config.switches?.ahrvo], ['P14D', 14, undefined])
  const wrong = { PORT: 'x', PARLEY_ALIPAY: 'x', PARLEY_AFTERPAY: 'accept-by-get,accept-by-post', PARLEY_OMISE: 'respond-within=7', PARLEY_MOOV: 'visa-days=7', PARLEY_AHRVO: 'final-after=soon' }
  const told = read(wrong)
  assert.ok('problems' in told)
  assert.deepEqual(told.problems.map(({ name }) => name).sort(), Object.keys(wrong).sort())
  for (const { name, example } of told.problems.filter(problem => problem.name !== 'PORT')) {
    const [, text = ''] = example.split(/=(.*)/s)
    assert.ok('config' in read({ [name]: text }), example)
  }
})
