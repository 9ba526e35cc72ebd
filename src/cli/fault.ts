// Switches faults on and off in the sandbox.

import { dialects } from '../core/dispute.ts'
import { define, done, oneOf } from './command.ts'
import { usage } from './exit.ts'

const faults = ['refuse', 'error-before', 'error-after', 'timeout-before', 'timeout-after', 'drop-before', 'drop-after', 'slow', 'garbage'] as const

export const fault = define({
  usage: 'parley fault [list | add DIALECT OPERATION FAULT | clear]', client: true, args: { least: 0, most: 4 },
  examples: ['parley fault add native acceptDispute timeout-after', 'parley fault add native acceptDispute error-before --times 3', 'parley fault list', 'parley fault clear'],
  about: `Faults: ${faults.join(', ')}.\nOperations are the names in parley openapi DIALECT. After means that the effect has happened.`,
  options: { times: { type: 'string', value: '1', help: 'how many calls it hits' } },
  async run({ args: [word = 'list', dialect, operation, kind], values, api, put }) {
    const verb = oneOf('command of fault', word, ['list', 'add', 'clear'])
    if (verb === 'clear') {
      await (await api()).call('clearFaults', { look: 'parley fault list' })
      return done
    }
    const { body, json } = verb === 'list' ? await (await api()).call('listFaults') : await (await api()).call('addFault', { body: lineOf(dialect, operation, kind, values.times), look: 'parley fault list' })
    await put(values.json ? `${json}\n` : body.data.map(line => `${line.dialect}  ${line.operation}  ${line.fault}  ${line.times} times\n`).join(''))
    return done
  },
})

function lineOf(dialect: string | undefined, operation: string | undefined, kind: string | undefined, times = '1'): object {
  if (operation === undefined) throw usage('Something is missing.', 'usage: parley fault add DIALECT OPERATION FAULT')
  if (!/^[1-9]\d{0,3}$/.test(times)) throw usage('--times is a number from 1 to 1000.')
  return { dialect: oneOf('dialect', dialect, dialects), operation, fault: oneOf('fault', kind, faults), times: Number(times) }
}
