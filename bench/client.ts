// A process that sends prepared requests over kept-alive connections, each its next one as soon as the answer is whole. As little
// work as can be, so that the machine is left to whom it measures.

import { connect } from 'node:net'
import type { Socket } from 'node:net'

export type Order = { port: number; connections: number; ms: number; requests: string[]; again: boolean }
export type Report = { took: number[]; ms: number; sent: number; failure: string | null }

process.on('message', (order: Order) => void send(order).then(report => process.send!(report)))

async function send({ port, connections, ms, requests, again }: Order): Promise<Report> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(port)))
  const report: Report = { took: [], ms: 0, sent: 0, failure: null }
  const next = (): string | undefined => requests[again ? report.sent++ % requests.length : report.sent++]
  const begun = performance.now()
  await Promise.all(sockets.map(socket => sending(socket, next, begun + ms, report)))
  return { ...report, ms: performance.now() - begun }
}

function connected(port: number): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket: Socket = connect(port, '127.0.0.1', () => done(socket.setNoDelay(true)))
    socket.once('error', failed)
  })
}

function sending(socket: Socket, next: () => string | undefined, until: number, report: Report): Promise<void> {
  return new Promise(done => {
    let begun = 0
    let answer = ''
    const finish = (failure: string | null): void => {
      socket.removeAllListeners('close')
      report.failure ??= failure
      socket.destroy()
      done()
    }
    const ask = (): void => {
      begun = performance.now()
      const request = begun < until && report.failure === null ? next() : undefined
      if (request === undefined) return finish(begun < until && report.failure === null ? 'The prepared requests ran out' : null)
      socket.write(request)
    }
    socket.on('data', (data: Buffer) => {
      answer += data.toString('latin1')
      if (!isWhole(answer)) return
      if (!answer.startsWith('HTTP/1.1 200')) return finish(answer.slice(0, 1500))
      report.took.push(performance.now() - begun)
      answer = ''
      ask()
    })
    socket.on('close', () => finish('The server closed a connection'))
    ask()
  })
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end))
  return length !== null && answer.length >= end + 4 + Number(length[1])
}
