// The log as it leaves the process: JSON lines, or one readable line each where a person watches. It goes to standard error,
// because standard output is for what was asked for.

import { pino, type DestinationStream } from 'pino'
import { errorFields, scrubbed, type Fields, type Level, type Log } from './log.ts'

/** Beyond this a reader that stands still costs lines, not memory. */
const mostWaitingBytes = 4 << 20
const standardError = 2

export function pinoLog(level: Level, isTerminal: boolean, out?: DestinationStream): Log {
  const file = pino.destination({ fd: standardError, sync: false, maxLength: mostWaitingBytes })
  const to = out ?? file
  const lines = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: label => ({ level: label }) } }, isTerminal ? readable(to) : to)
  const at = (name: 'debug' | 'info' | 'warn' | 'error') => (fields: object, message: string): void => lines[name](clean(fields), scrubbed(message))
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), flush: () => flush(file) }
}

function clean(fields: object): Fields {
  const copy: Fields = {}
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    if (value instanceof Error) Object.assign(copy, errorFields(value))
    else if (value !== null && value !== undefined) copy[name] = typeof value === 'string' ? scrubbed(value) : value
  }
  return copy
}

/** `07:15:02 info  POST /v1/disputes/{id}/accept 200 3.1ms request=req_…` */
function readable(to: DestinationStream): DestinationStream {
  return {
    write: line => {
      const { level, time, msg, stack, ...rest } = JSON.parse(line) as Record<string, unknown>
      const fields = Object.entries(rest).map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join('')
      const trace = typeof stack === 'string' ? `\n${stack}` : ''
      to.write(`${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${String(msg)}${fields}${trace}\n`)
    },
  }
}

function flush(file: { flushSync(): void }): void {
  try {
    file.flushSync()
  } catch {
    // Nothing was written yet, or nobody reads any more: there is nothing to save.
  }
}
