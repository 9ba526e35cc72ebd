import { version as number } from '../app/version.ts'
import { define, done } from './command.ts'

export const version = define({
  usage: 'parley version', examples: ['parley version', 'parley version --json'], options: {}, args: { least: 0, most: 0 },
  async run({ values, put }) {
    await put(values.json ? `${JSON.stringify({ version: number })}\n` : `parley ${number}\n`)
    return done
  },
})
