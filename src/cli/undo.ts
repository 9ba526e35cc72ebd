import { define, done } from './command.ts'

export const undo = define({
  usage: 'parley undo ACT', examples: ['parley undo act_… --merchant mch_…'], options: {}, client: true, args: { least: 1, most: 1 },
  about: 'The id of the act is in what parley accept --hold printed, and in parley get.',
  async run({ args, values, api, put }) {
    const { body: { act, dispute }, json } = await (await api()).call('undoAct', { params: { id: args[0]! }, body: {}, look: `parley get of its dispute` })
    await put(values.json ? `${json}\n` : `${act.id} undone; ${dispute.id} is open again\n`)
    return done
  },
})
