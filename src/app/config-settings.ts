// The settings as data: how each is read, what is expected of it, and how it may be shown.

import { isIP } from 'node:net'
import { exampleOf, spelled, turned } from '../dialects/switchboard.ts'
import { switchboards, type Switched, type Switches } from '../dialects/switches.ts'
import { levels, type Level } from './log.ts'
import type { Mode } from './config.ts'

type OfDialects = { [N in Switched as `PARLEY_${Uppercase<N>}`]: Switches[N] | null }

export type Values = OfDialects & {
  PORT: number
  HOST: string
  DATABASE_URL: string
  PARLEY_MODE: Mode
  PARLEY_ADMIN_KEY: string | null
  PARLEY_PUBLIC_URL: string | null
  PARLEY_FINIX_PREFIX: string | null
  LOG_LEVEL: Level
  PARLEY_SEAL_KEY: Uint8Array[] | null
}
export type SettingName = keyof Values

type Setting<T> = {
  fallback: T
  secret: boolean
  expected: string
  example: string
  /** Undefined where the text is not what is expected. */
  read(text: string): T | undefined
  shown(text: string): string
}

const quoted = (text: string): string => JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
const counted = (text: string): string => (text === '' ? 'nothing' : `${text.length} characters (not shown)`)

export const settings: { [N in SettingName]: Setting<Values[N]> } = {
  PORT: { fallback: 4242, secret: false, shown: quoted, read: portOf, expected: 'a port from 0 to 65535; 0 picks a free one', example: 'PORT=4242' },
  HOST: { fallback: '127.0.0.1', secret: false, shown: quoted, read: hostOf, expected: 'an address or a host name', example: 'HOST=0.0.0.0' },
  DATABASE_URL: {
    fallback: 'sqlite:./data/parley.db', secret: true, shown: withoutPassword, read: databaseOf,
    expected: 'sqlite:PATH, sqlite::memory: or postgres://USER@HOST/NAME', example: 'DATABASE_URL=postgres://parley@db.example/parley',
  },
  PARLEY_MODE: {
    fallback: 'sandbox', secret: false, shown: quoted, read: text => (text === 'sandbox' || text === 'live' ? text : undefined),
    expected: 'sandbox or live', example: 'PARLEY_MODE=live',
  },
  PARLEY_ADMIN_KEY: {
    fallback: null, secret: true, shown: counted, read: text => (/^[!-~]{8,200}$/.test(text) ? text : undefined),
    expected: '8 to 200 visible ASCII characters without a blank', example: 'PARLEY_ADMIN_KEY=$(openssl rand -hex 32)',
  },
  PARLEY_PUBLIC_URL: {
    fallback: null, secret: false, shown: quoted, read: publicUrlOf,
    expected: 'the http or https address under which callers reach Parley, without query', example: 'PARLEY_PUBLIC_URL=https://disputes.example',
  },
  PARLEY_FINIX_PREFIX: {
    fallback: null, secret: false, shown: quoted, read: finixPrefixOf,
    expected: 'a path that nobody else owns, below which Finix\'s clients find what Ahrvo serves', example: 'PARLEY_FINIX_PREFIX=/finix',
  },
  PARLEY_ALIPAY: ofDialect('alipay'),
  PARLEY_AFTERPAY: ofDialect('afterpay'),
  PARLEY_OMISE: ofDialect('omise'),
  PARLEY_MOOV: ofDialect('moov'),
  PARLEY_AHRVO: ofDialect('ahrvo'),
  LOG_LEVEL: {
    fallback: 'info', secret: false, shown: quoted, read: text => levels.find(level => level === text),
    expected: `one of ${levels.join(', ')}`, example: 'LOG_LEVEL=warn',
  },
  PARLEY_SEAL_KEY: {
    fallback: null, secret: true, shown: counted, read: sealKeysOf,
    expected: '32 bytes in base64; while changing it NEW,OLD', example: 'PARLEY_SEAL_KEY=$(openssl rand -base64 32)',
  },
}

function ofDialect<N extends Switched>(name: N): Setting<Switches[N] | null> {
  const board = switchboards[name]
  const example = Object.entries(board.words).map(([word, about]) => exampleOf(word, about)).slice(-2).join(',')
  return {
    fallback: null, secret: false, shown: quoted, read: text => turned(board, text),
    expected: `some of ${spelled(board).join(', ')}, with commas between, each switch once at most`, example: `PARLEY_${name.toUpperCase()}=${example}`,
  }
}

function portOf(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined
}

function hostOf(text: string): string | undefined {
  return isIP(text) || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text) ? text : undefined
}

function databaseOf(text: string): string | undefined {
  if (/^sqlite:[^/?#]/.test(text) || /^sqlite:\/[^/]/.test(text)) return text
  const url = URL.parse(text)
  return url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1 ? text : undefined
}

function withoutPassword(text: string): string {
  return quoted(text.replace(/:\/\/[^@]*@/, '://***@').replace(/([?&]password=)[^&]*/gi, '$1***'))
}

function publicUrlOf(text: string): string | undefined {
  const url = URL.parse(text)
  const plain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password
  return plain ? url.href.replace(/\/+$/, '') : undefined
}

/** The first part of every path that is somebody's already. */
const owned = /^\/(?:v1|v2|ams|disputes|charges|events|search|accounts|oauth2|payments|desk|docs|openapi(?:\.json)?|healthz|readyz|metrics)(?:\/|$)/

function finixPrefixOf(text: string): string | undefined {
  return /^(?:\/[A-Za-z0-9][\w-]{0,39}){1,4}$/.test(text) && !owned.test(text) ? text : undefined
}

function sealKeysOf(text: string): Uint8Array[] | undefined {
  const keys = text.split(',').map(part => (/^[A-Za-z0-9+/_-]{43}=?$/.test(part) ? new Uint8Array(Buffer.from(part, 'base64')) : null))
  return keys.every(key => key?.length === 32) ? (keys as Uint8Array[]) : undefined
}
