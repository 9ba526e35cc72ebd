import type { Options } from './command.ts'

export const pageOptions = {
  limit: { type: 'string', value: '25', help: 'how many of a page, 1 to 100' },
  cursor: { type: 'string', value: 'CURSOR', help: 'where the page before ended' },
} as const satisfies Options
