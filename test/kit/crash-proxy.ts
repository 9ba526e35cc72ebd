/**
 * A way to PostgreSQL that breaks: once, at the n-th piece that is sent on it; or at every commit until told otherwise. Either
 * before the piece arrives, or after its work is done and before anybody hears of it.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export type Break = { at: number | 'every commit'; side: 'before' | 'after' }
export type BreakingProxy = { url: string; arm(next: Break): void; mend(): void; broke(): boolean; close(): Promise<void> }

export async function breakingProxy(to: string): Promise<BreakingProxy> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  const isCommit = commitReader()
  let [at, side, broke]: [Break['at'], Break['side'], boolean] = [Infinity, 'before', false]
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    let mute = false
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', end).on('close', end)
    }
    client.on('data', (sent: Buffer) => {
      const commits = isCommit(sent)
      const now = at === 'every commit' ? commits : --at === 0
      broke ||= now
      if (now && side === 'before') return end()
      mute ||= now
      upstream.write(sent)
    })
    upstream.on('data', (answered) => {
      if (!mute) client.write(answered)
      else if (at !== 'every commit' || answered.includes('COMMIT\0')) end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(to)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    arm: (next) => void ([at, side, broke] = [next.at, next.side, false]),
    mend: () => void (at = Infinity),
    broke: () => broke,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A statement is sent by its text once, and from then on by the name that it was given. */
function commitReader(): (sent: Buffer) => boolean {
  const names = new Set<string>()
  return (sent) => {
    const name = /P[^]{4}(\w+)\0commit\0/.exec(sent.toString('latin1'))?.[1]
    if (name) names.add(name)
    return sent.includes('commit\0') || [...names].some((known) => sent.includes(`\0${known}\0`))
  }
}
