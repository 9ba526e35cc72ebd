/** A client that shares no code with us: openssl makes the keys, signs the requests and verifies the answers, curl sends them. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Heard = { status: number; headers: Map<string, string>; body: string; json: { result: { resultCode: string; resultStatus: string }; [name: string]: unknown } }
/** `target` is what stands in the request line instead of path and query. */
export type Asked = { time?: string; headers?: string[]; signedPath?: string; target?: string }
export type OpensslClient = {
  /** PKCS#8, Base64 without lines. */
  privateKey: string
  /** What Parley signs with, as it was shown. */
  trust(publicKey: string): void
  post(url: string, clientId: string, body: string, asked?: Asked): Promise<Heard>
  /** Of an answer, or of a notification; throws openssl's own words where it does not fit. */
  verify(content: string, header: string): Promise<void>
  close(): void
}

export async function opensslClient(): Promise<OpensslClient> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-openssl-'))
  const file = (name: string) => join(folder, name)
  let calls = 0
  await run('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', file('merchant.pem')])
  const { stdout } = await run('openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', file('merchant.pem')])
  return {
    privateKey: stdout.replace(/-----[^-]+-----|\s/g, ''),
    trust: publicKey => writeFileSync(file('parley.pem'), `-----BEGIN PUBLIC KEY-----\n${publicKey.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`),
    post, verify,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }

  async function post(url: string, clientId: string, body: string, { time = '1685599933871', headers = [], signedPath, target }: Asked = {}): Promise<Heard> {
    const name = (what: string) => file(`${what}-${call}`)
    const call = calls++
    const { pathname, search } = new URL(url)
    writeFileSync(name('content'), `POST ${signedPath ?? pathname + search}\n${clientId}.${time}.${body}`)
    writeFileSync(name('body'), body)
    await run('openssl', ['dgst', '-sha256', '-sign', file('merchant.pem'), '-out', name('signature'), name('content')])
    const { stdout: base64 } = await run('openssl', ['base64', '-A', '-in', name('signature')])
    const value = base64.trim().replaceAll('+', '%2B').replaceAll('/', '%2F').replaceAll('=', '%3D')
    const sent = ['Content-Type: application/json; charset=UTF-8', `client-id: ${clientId}`, `Request-Time: ${time}`, `Signature: algorithm=RSA256,keyVersion=1,signature=${value}`, ...headers]
    const { stdout: status } = await run('curl', ['-sS', '-X', 'POST', '--data-binary', `@${name('body')}`, '-D', name('head'), '-o', name('answer'), '-w', '%{http_code}', ...(target ? ['--request-target', target] : []), ...sent.flatMap(header => ['-H', header]), url])
    const heard = headersOf(readFileSync(name('head'), 'utf8'))
    const answer = readFileSync(name('answer'), 'utf8')
    if (heard.has('signature')) await verify(`POST ${pathname}${search}\n${heard.get('client-id')}.${heard.get('response-time')}.${answer}`, heard.get('signature')!)
    return { status: Number(status), headers: heard, body: answer, json: JSON.parse(answer) as Heard['json'] }
  }

  async function verify(content: string, header: string): Promise<void> {
    const name = (what: string) => file(`${what}-verify-${call}`)
    const call = calls++
    writeFileSync(name('content'), content)
    writeFileSync(name('base64'), `${decodeURIComponent(header.slice(header.indexOf('signature=') + 10))}\n`)
    await run('openssl', ['base64', '-d', '-A', '-in', name('base64'), '-out', name('signature')])
    await run('openssl', ['dgst', '-sha256', '-verify', file('parley.pem'), '-signature', name('signature'), name('content')])
  }
}

/** The names as they were on the wire: official clients look for them in lower case. */
function headersOf(head: string): Map<string, string> {
  const last = head.trim().split(/\r\n\r\n/).at(-1)!
  return new Map(last.split('\r\n').slice(1).map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]))
}

export async function lacking(): Promise<string | null> {
  for (const [program, flag] of [['openssl', 'version'], ['curl', '--version']] as const) {
    if (!await run(program, [flag]).then(() => true, () => false)) return `this machine has no ${program}`
  }
  return null
}
