// A process that sends prepared requests over kept-alive connections, each its next one as soon as the answer is whole. As little
// work as can be, so that the machine is left to whom it measures.

import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** `proof` is what every answer has to hold. */
export type Order = { port: number; connections: number; ms: number; requests: string[]; again: boolean; proof?: string }
/** `spentMs` is processor time. */
export type Report = { took: number[]; ms: number; sent: number; spentMs: number; failure: string | null }

// What it answers to is gone: nobody would end it.
process.once('disconnect', () => process.exit())
process.on('message', (order: Order) => void send(order).then(report => process.send!(report)))

async function send({ port, connections, ms, requests, again, proof = 'HTTP/1.1 200' }: Order): Promise<Report> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => connected(port)))
  const report: Report = { took: [], ms: 0, sent: 0, spentMs: 0, failure: null }
  const next = (): string | undefined => requests[again ? report.sent++ % requests.length : report.sent++]
  const begun = performance.now()
  const spent = process.cpuUsage()
  const goesOn = (): boolean => report.failure === null && performance.now() < begun + ms
  await Promise.all(sockets.map(socket => caller(socket, port, next, goesOn, proof, report).catch((error: Error) => void (report.failure ??= error.message))))
  const { user, system } = process.cpuUsage(spent)
  return { ...report, ms: performance.now() - begun, spentMs: (user + system) / 1000 }
}

function connected(port: number): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket: Socket = connect(port, '127.0.0.1', () => done(socket.setNoDelay(true)))
    socket.once('error', failed)
  })
}

/** The server closes a connection after so many requests, and says so: the caller then takes a new one, and the time is Parley's. */
async function caller(first: Socket, port: number, next: () => string | undefined, goesOn: () => boolean, proof: string, report: Report): Promise<void> {
  let socket = first
  while (goesOn()) {
    const request = next()
    if (request === undefined) throw new Error('The prepared requests ran out')
    const begun = performance.now()
    const answer = await answerOf(socket, request)
    if (!answer.includes(proof)) throw new Error(answer.slice(0, 1500))
    if (/\r\nconnection: *close\r\n/i.test(answer)) {
      socket.destroy()
      socket = await connected(port)
    }
    report.took.push(performance.now() - begun)
  }
  socket.destroy()
}

function answerOf(socket: Socket, request: string): Promise<string> {
  return new Promise((done, failed) => {
    let answer = ''
    const closed = (): void => failed(new Error(`The server closed a connection after ${JSON.stringify(answer)}`))
    socket.once('close', closed)
    socket.on('data', (data: Buffer) => {
      answer += data.toString('latin1')
      if (!isWhole(answer)) return
      socket.removeAllListeners('data').removeListener('close', closed)
      done(answer)
    })
    socket.write(request)
  })
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end))
  return length !== null && answer.length >= end + 4 + Number(length[1])
}
