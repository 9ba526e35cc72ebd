// Prints the OpenAPI document of a dialect from its contract. It asks no server.

import { dialects } from '../dialects/index.ts'
import { dialects as names } from '../core/dispute.ts'
import { openapiOf } from '../wire/openapi.ts'
import { define, done, oneOf } from './command.ts'
import { Ended, exits } from './exit.ts'

export const openapi = define({
  usage: 'parley openapi [DIALECT]', examples: ['parley openapi > openapi.json', 'parley openapi omise'], options: {}, args: { least: 0, most: 1 },
  about: 'Printed from the contract of this version, without asking a server. PARLEY_URL is named in it as the server.',
  async run({ args: [name = 'native'], io, put }) {
    const { contract } = dialects[oneOf('dialect', name, names)]
    if (!contract) throw new Ended(exits.notFound, `${name} has no document: its API is not served by this version.`)
    await put(`${JSON.stringify(openapiOf(contract, { serverUrl: io.env['PARLEY_URL'] ?? 'http://127.0.0.1:4242' }), null, 2)}\n`)
    return done
  },
})
