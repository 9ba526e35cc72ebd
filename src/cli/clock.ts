// Reads the sandbox's clock, or turns it. Live has none.

import { define, done, oneOf } from './command.ts'
import { usage } from './exit.ts'
import { formatInstant } from '../core/time.ts'
import { isoOf, readInstant } from './when.ts'

export const clock = define({
  usage: 'parley clock [advance DURATION | set INSTANT]', client: true, args: { least: 0, most: 2 },
  examples: ['parley clock', 'parley clock advance 3d', 'parley clock set 2026-12-24T18:00:00Z'], options: {},
  about: 'Forward only. Everything that is due has happened when it answers.',
  async run({ args: [verb, when], values, api, put }) {
    const asked = await api()
    if (verb === undefined) {
      const { body, json } = await asked.call('getClock')
      await put(values.json ? `${json}\n` : `${body.now}\n`)
      return done
    }
    const { body, json } = await asked.call('setClock', { body: turned(verb, when), look: 'parley clock' })
    await put(values.json ? `${json}\n` : `${body.now}  ${body.happened} happened\n`)
    return done
  },
})

function turned(verb: string, when: string | undefined): object {
  const how = oneOf('command of clock', verb, ['advance', 'set'])
  if (when === undefined) throw usage(how === 'advance' ? 'By how much?' : 'To which instant?', `parley clock ${how} ${how === 'advance' ? '3d' : '2026-12-24T18:00:00Z'}`)
  return how === 'advance' ? { advance: isoOf(when) } : { set: formatInstant(readInstant(when)) }
}
