// Recorded exchanges: what a provider's document says is asked and answered, read from `*.http` files and compared with what
// really happened. It judges nothing by itself; it lists differences.
import { wireRequest, type WireRequest, type WireResponse } from './http.ts'
import { differences, fromExpected } from './exchange-match.ts'

export type Message = { headers: [string, string][]; body: string }
export type Exchange = {
  title: string
  source: string
  given: string
  request: Message & { method: string; target: string }
  answer: Message & { status: number }
}

/** One file holds one exchange or several, with a line of `###` between them. */
export function parseExchanges(text: string): Exchange[] {
  return text.replaceAll('\r\n', '\n').split(/^###.*\n/m).filter((part) => part.trim() !== '').map(parseExchange)
}

/** Puts values for `{{names}}`; `{{any}}` stays. A name without a value is a mistake in the file. */
export function fillExchange(exchange: Exchange, values: Readonly<Record<string, string>>): Exchange {
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name === 'any' ? whole : valueOf(name, values)))
  return JSON.parse(JSON.stringify(exchange), (_, value: unknown) => (typeof value === 'string' ? fill(value) : value)) as Exchange
}

export function requestOfExchange({ request }: Exchange): WireRequest {
  return wireRequest(request)
}

/** Every stated header and the whole body must be as expected; further headers may be there. An empty list is a match. */
export function matchAnswer(expected: Exchange['answer'], actual: WireResponse): string[] {
  const status = expected.status === actual.status ? [] : [`status: expected ${expected.status}, got ${actual.status}`]
  return [...status, ...matchHeaders(expected.headers, actual.headers), ...matchBody(expected, actual.body)]
}

function matchHeaders(expected: Message['headers'], actual: Readonly<Record<string, string>>): string[] {
  const lower = new Map(Object.entries(actual).map(([name, value]) => [name.toLowerCase(), value]))
  return expected.flatMap(([name, value]) => differences(fromExpected(value), lower.get(name.toLowerCase()), `header ${name}`))
}

function matchBody(expected: Message, body: WireResponse['body']): string[] {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return ['body: a stream cannot be compared']
  const actual = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const wanted = jsonOf(fromExpected(expected.body, true))
  const got = jsonOf(actual)
  if (wanted === undefined || got === undefined) return differences(fromExpected(expected.body), actual.trim(), 'body')
  return differences(wanted, got, 'body')
}

function parseExchange(text: string): Exchange {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'))
  const middle = lines.findIndex((line, at) => at > start && /^HTTP\/1\.[01] \d{3}/.test(line))
  if (start < 0 || middle < 0) throw new Error('An exchange needs a request line and an answer that begins with HTTP/1.1.')
  const [, method, target] = /^([A-Z]+) (\S+)(?: HTTP\/1\.1)?$/.exec(lines[start]!.trim()) ?? []
  if (!method || !target) throw new Error(`Not a request line: ${lines[start]}`)
  const comments = lines.slice(0, start).filter((line) => line.startsWith('#')).map((line) => line.slice(1).trim())
  const noted = (name: string) => comments.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? ''
  return {
    title: comments.find((line) => !/^(source|given):/.test(line)) ?? '',
    source: noted('source'),
    given: noted('given'),
    request: { method, target, ...messageOf(lines.slice(start + 1, middle)) },
    answer: { status: Number(lines[middle]!.split(' ')[1]), ...messageOf(lines.slice(middle + 1)) },
  }
}

function messageOf(lines: readonly string[]): Message {
  const blank = lines.findIndex((line) => line.trim() === '')
  const head = blank < 0 ? lines : lines.slice(0, blank)
  const headers = head.map((line): [string, string] => {
    const colon = line.indexOf(':')
    if (colon < 1) throw new Error(`Not a header line: ${line}`)
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return { headers, body: blank < 0 ? '' : lines.slice(blank + 1).join('\n').trim() }
}

function valueOf(name: string, values: Readonly<Record<string, string>>): string {
  if (!Object.hasOwn(values, name)) throw new Error(`The exchange needs a value for {{${name}}}.`)
  return values[name]!
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
