/**
 * The way between the two: requests that never leave, get lost, come late or twice, and answers that are lost, garbled, unsigned, or look
 * like success. It notes what went over it, and holds against the rules what leaves: an attempt on record, and no repeat unseen.
 */
import type { Outgoing, Sent } from '../../src/wire/call.ts'
import type { WireResponse } from '../../src/wire/http.ts'
import type { Operation } from '../../src/work/line.ts'
import type { Random } from './crash-random.ts'
import { textOf, type SimFar } from './sim-far.ts'
import type { HandClock } from './world.ts'

export const troubles = [
  'unsent', 'lost before', 'lost after', 'late', 'twice', 'garbled', 'bad gateway before', 'bad gateway after', 'busy', 'old state', 'unsigned', 'cut short',
  'refuse', 'error-before', 'error-after', 'told first',
] as const
export type Trouble = (typeof troubles)[number]
export type SimWire = {
  send(request: Outgoing, operation: Operation): Promise<Sent>
  /** From now on everything goes well; what is still on its way arrives. */
  heal(): Promise<void>
  met: Trouble[]
  /** What left, in order, by the operation's name. */
  left: string[]
  /** Which rule of sending was broken. */
  broken: string | null
}
export type WireParts = {
  far: SimFar
  clock: HandClock
  random: Random
  /** How likely a request meets trouble. */
  chance: number
  answerMs: number
  decisions: readonly string[]
  /** Whether the provider can be asked what became of one. */
  readBack: boolean
  /** Before a decision leaves: whether all is as it must be. */
  onDecision(): Promise<void>
  /** The provider tells of what it did before it answers. */
  tellNow(): Promise<void>
}

export function simWire({ far, clock, random, chance, answerMs, decisions, readBack, onDecision, tellNow }: WireParts): SimWire {
  const late: Outgoing[] = []
  let healed = false
  let lastRead: WireResponse | null = null
  /** Decisions that may have had an effect since it was last seen. */
  let unseen = 0
  const wire: SimWire = { met: [], left: [], broken: null, send, heal }
  return wire

  async function send(request: Outgoing, operation: Operation): Promise<Sent> {
    if (!operation.mayGo()) return { kind: 'unsent', cause: 'not_ours' }
    const name = far.operationOf(request.method, request.path) ?? 'unknown'
    const decides = decisions.includes(name)
    const trouble = !healed && random.chance(chance) ? random.pick(troubles) : null
    if (trouble) wire.met.push(trouble)
    if (decides || random.chance(0.5)) await arrive()
    if (decides) await onDecision()
    clock.advance(20)
    wire.left.push(`${name}${trouble ? ` (${trouble})` : ''}`)
    if (decides) hold(trouble)
    const sent = await through(request, name, trouble)
    if (!decides && sent.kind === 'answered' && sent.status === 200) unseen = 0
    if (sent.kind === 'answered') operation.record({ method: request.method, path: request.path, sent, tookMs: 20, effect: decides })
    return sent
  }

  /** Seen before it is sent again; where nothing can be seen, sent twice and no more. */
  function hold(trouble: Trouble | null): void {
    if (unseen > (readBack ? 0 : 1)) wire.broken ??= `sent again without a look: ${wire.left.join(', ')}`
    if (trouble === null || !harmless.includes(trouble)) unseen++
  }

  async function through(request: Outgoing, name: string, trouble: Trouble | null): Promise<Sent> {
    switch (trouble) {
      case 'unsent': return { kind: 'unsent', cause: 'connection_refused' }
      case 'lost before': return silence()
      case 'lost after': await reach(request); return silence()
      case 'late': late.push(request); return silence()
      case 'twice': { const first = await reach(request); await reach(request); return answered(first) }
      case 'garbled': await reach(request); return said(200, '<html>{"')
      case 'cut short': { const answer = await answered(await reach(request)); return { ...answer, bytes: answer.bytes.subarray(0, answer.bytes.length >> 1) } }
      case 'bad gateway before': return said(502, '<html>Bad gateway</html>')
      case 'bad gateway after': await reach(request); return said(502, '<html>Bad gateway</html>')
      case 'busy': return { ...said(429, ''), headers: new Map([['retry-after', '1']]) }
      case 'old state': return lastRead ? answered(lastRead) : said(200, '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}')
      case 'unsigned': { const answer = await answered(await reach(request)); return { ...answer, headers: new Map([...answer.headers].filter(([header]) => header !== 'signature')) } }
      case 'refuse': case 'error-before': case 'error-after': far.fault(name, trouble); return answered(await reach(request))
      case 'told first': { const answer = await reach(request); await tellNow(); return answered(answer) }
      default: return answered(await reach(request))
    }
  }

  async function reach({ method, path, headers, body }: Outgoing): Promise<WireResponse> {
    const answer = await far.handle({ method, target: path, headers, body })
    if (method === 'GET' && answer.status === 200) lastRead = answer
    return answer
  }

  async function arrive(): Promise<void> {
    for (const request of late.splice(0)) await reach(request)
  }

  function silence(): Sent {
    clock.advance(answerMs)
    return { kind: 'lost', cause: 'answer_timeout', status: null }
  }

  async function heal(): Promise<void> {
    healed = true
    await arrive()
  }
}

const harmless: readonly Trouble[] = ['unsent', 'busy', 'refuse', 'error-before']

type Answer = Extract<Sent, { kind: 'answered' }>
const said = (status: number, body: string): Answer => ({ kind: 'answered', status, headers: new Map(), bytes: Buffer.from(body) })

async function answered(answer: WireResponse): Promise<Answer> {
  return { ...said(answer.status, await textOf(answer)), headers: new Map(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value])) }
}
