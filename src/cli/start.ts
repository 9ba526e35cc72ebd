// The two commands that become a server: the app does all of it.

import { define, type Command } from './command.ts'
import type { Exit } from './exit.ts'

const settings = 'Settings come from the environment: PORT, HOST, DATABASE_URL, PARLEY_MODE, PARLEY_ADMIN_KEY, PARLEY_SEAL_KEY, PARLEY_PUBLIC_URL,\nPARLEY_FINIX_PREFIX, PARLEY_ALIPAY, PARLEY_AFTERPAY, PARLEY_OMISE, PARLEY_MOOV, PARLEY_AHRVO, LOG_LEVEL.\nparley config shows them.'

export const start: Command = serving('start', ['parley start', 'PORT=0 DATABASE_URL=sqlite::memory: parley start'])
export const serve: Command = serving('serve', ['parley serve', 'PARLEY_MODE=live DATABASE_URL=postgres://parley@db.example/parley parley serve'])

function serving(name: 'start' | 'serve', examples: readonly string[]): Command {
  return define({
    usage: `parley ${name}`, examples, about: settings, options: {}, args: { least: 0, most: 0 },
    run: async () => (await (await import('../app/commands.ts')).run(name)) as Exit,
  })
}
