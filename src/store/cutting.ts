// For tests: a way to PostgreSQL that breaks when told to, just before COMMIT reaches the server or just after it did its work.

import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export type Cut = 'never' | 'before commit' | 'after commit' | 'stall'
export type Cutting = { url: string; cut: Cut; close(): Promise<void> }

export async function cuttingProxy(to: string): Promise<Cutting> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    let committing = false
    const end = (): void => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', end).on('close', end)
    }
    client.on('data', (sent) => {
      committing ||= cutting.cut !== 'never' && sent.includes('commit\0')
      if (cutting.cut === 'stall') return
      if (committing && cutting.cut === 'before commit') end()
      else upstream.write(sent)
    })
    upstream.on('data', (answered) => {
      if (!committing) client.write(answered)
      else if (answered.includes('COMMIT\0')) end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(to)
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const cutting: Cutting = {
    url: url.href, cut: 'never',
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return cutting
}
