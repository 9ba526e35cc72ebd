// The list of commands. Each is loaded only when it is asked for, so that help is there at once.

import type { Command } from './command.ts'

type Listed = { summary: string; load(): Promise<Command> }

export const commands = {
  start: { summary: 'a sandbox with the sample cast', load: async () => (await import('./start.ts')).start },
  serve: { summary: 'a server as its settings say', load: async () => (await import('./start.ts')).serve },
  list: { summary: 'disputes by deadline, as table, CSV or JSON', load: async () => (await import('./list.ts')).list },
  get: { summary: 'one dispute', load: async () => (await import('./get.ts')).get },
  accept: { summary: 'give up the money of one or several disputes', load: async () => (await import('./accept.ts')).accept },
  undo: { summary: 'take back an acceptance that still waits', load: async () => (await import('./undo.ts')).undo },
  snooze: { summary: 'put a dispute aside for a while', load: async () => (await import('./snooze.ts')).snooze },
  wake: { summary: 'bring back a dispute that was put aside', load: async () => (await import('./snooze.ts')).wake },
  evidence: { summary: 'add evidence to a dispute', load: async () => (await import('./evidence.ts')).evidence },
  submit: { summary: 'send the defense', load: async () => (await import('./submit.ts')).submit },
  events: { summary: 'the history of a dispute', load: async () => (await import('./events.ts')).events },
  notices: { summary: 'what merchants were told, and how it went', load: async () => (await import('./notices.ts')).notices },
  replay: { summary: 'send a notice again', load: async () => (await import('./replay.ts')).replay },
  open: { summary: 'open a dispute in the sandbox', load: async () => (await import('./open.ts')).open },
  judge: { summary: 'decide a dispute as the other side, in the sandbox', load: async () => (await import('./judge.ts')).judge },
  clock: { summary: "read or turn the sandbox's clock", load: async () => (await import('./clock.ts')).clock },
  fault: { summary: 'let calls to the sandbox go wrong', load: async () => (await import('./fault.ts')).fault },
  merchant: { summary: 'make and list merchants', load: async () => (await import('./merchant.ts')).merchant },
  key: { summary: "make, list, rotate and revoke a merchant's credentials", load: async () => (await import('./key.ts')).key },
  user: { summary: 'let people sign in at the desk', load: async () => (await import('./user.ts')).user },
  connection: { summary: 'connect accounts at providers, test and pause them', load: async () => (await import('./connections.ts')).connection },
  migrate: { summary: "bring the database to this version's schema", load: async () => (await import('./migrate.ts')).migrate },
  check: { summary: 'whether everything in the database fits together', load: async () => (await import('./check.ts')).check },
  backup: { summary: 'copy the database while it is in use', load: async () => (await import('./backup.ts')).backup },
  restore: { summary: 'put a checked backup in place', load: async () => (await import('./restore.ts')).restore },
  reseal: { summary: 'seal every secret anew after a new seal key', load: async () => (await import('./reseal.ts')).reseal },
  openapi: { summary: 'print the OpenAPI document', load: async () => (await import('./openapi.ts')).openapi },
  config: { summary: 'the settings and where each comes from', load: async () => (await import('./config.ts')).config },
  version: { summary: 'which Parley this is', load: async () => (await import('./version.ts')).version },
} as const satisfies Record<string, Listed>

export type CommandName = keyof typeof commands
export const commandNames = Object.keys(commands) as CommandName[]
