/** The way from a browser to the desk, to be cut, mended, left dead without a word, and led to another server: its own address stays. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Line = {
  url: string
  /** Everything breaks off, and nothing gets through until it is mended. */
  cut(): void
  mend(): void
  /** Breaks off as soon as somebody asks for this: before the server hears of it, or once it has answered and before anybody hears that. */
  cutAt(asked: RegExp, side: 'before' | 'after'): void
  /** The streams that there are say nothing any more, and nobody is told that they are dead. */
  deafen(): void
  leadTo(url: string): void
  /** The positions behind which streams were asked for, in order; null where none was named. */
  resumed(): (string | null)[]
  close(): Promise<void>
}

type Pair = { client: Socket; server: Socket; streams: boolean; deaf: boolean; breaks: boolean }

export async function lineTo(url: string): Promise<Line> {
  let [target, isCut, at] = [new URL(url), false, null as { asked: RegExp; side: 'before' | 'after' } | null]
  const pairs = new Set<Pair>()
  const positions: (string | null)[] = []
  const cut = (): void => {
    isCut = true
    for (const pair of [...pairs]) end(pair)
  }
  const end = (pair: Pair): void => {
    pairs.delete(pair)
    pair.client.destroy()
    pair.server.destroy()
  }
  const listener = createServer(client => {
    if (isCut) return void client.on('error', () => {}).destroy()
    const pair = { client, server: connect(Number(target.port), target.hostname), streams: false, deaf: false, breaks: false }
    pairs.add(pair)
    for (const socket of [client, pair.server]) socket.on('error', () => end(pair)).on('close', () => end(pair))
    client.on('data', (sent: Buffer) => {
      const text = sent.toString('latin1')
      if (text.startsWith('GET /v1/events/stream')) {
        pair.streams = true
        positions.push(/^last-event-id: (\d+)/im.exec(text)?.[1] ?? /^GET \S*after=(\d+)/.exec(text)?.[1] ?? null)
      }
      pair.breaks ||= at?.asked.test(text) ?? false
      if (pair.breaks && at!.side === 'before') return cut()
      pair.server.write(sent)
    })
    pair.server.on('data', answered => {
      if (pair.breaks) cut()
      else if (!pair.deaf) client.write(answered)
    })
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cut, mend: () => { isCut = false; at = null },
    cutAt: (asked, side) => { at = { asked, side } },
    deafen: () => { for (const pair of pairs) pair.deaf ||= pair.streams },
    leadTo: url => { target = new URL(url) },
    resumed: () => positions,
    async close() {
      cut()
      listener.close()
      await once(listener, 'close')
    },
  }
}
