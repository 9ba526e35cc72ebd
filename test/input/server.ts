/** The watched child seen from the test: where it listens, what its tables hash to, how long it was blocked, all that it logged. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { bearer, exchange, type Answer, type Request } from '../kit/http.ts'
import { textOf, type Json } from '../kit/native.ts'
import type { Ask, Load } from './served.ts'

export const adminKey = 'pk_admin_canary_5d0c9b7e41'

export type Watched = {
  url: string
  key: string
  merchant: string
  open(more?: object): Promise<string>
  call(request: Request, key?: string | null): Promise<Answer>
  digest(): Promise<string>
  /** What `work` cost the server's own thread. */
  during<T>(work: () => Promise<T>): Promise<{ value: T; load: Load }>
  /** Blocks the server on purpose. */
  spin(): Promise<void>
  log(): Promise<string>
  close(): void
}

/** One in haste gives up soon what comes slowly. */
export async function startWatched({ haste = false } = {}): Promise<Watched> {
  const child = fork(fileURLToPath(new URL('./served.ts', import.meta.url)), { env: { PATH: process.env['PATH'] ?? '', INPUT_ADMIN_KEY: adminKey, ...(haste && { INPUT_HASTE: 'yes' }) }, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] })
  let logged = ''
  child.stderr!.setEncoding('utf8').on('data', (text: string) => void (logged += text))
  const heard = (): Promise<unknown> => new Promise((settle, fail) => {
    const over = (): void => fail(new Error(`The server ended: ${logged.slice(-2000)}`))
    child.once('exit', over).once('message', (message: { value: unknown }) => {
      child.off('exit', over)
      settle(message.value)
    })
  })
  const asked = (ask: Ask): Promise<unknown> => {
    const answer = heard()
    child.send(ask)
    return answer
  }
  const url = `http://127.0.0.1:${String(await heard())}`
  const owner = (await exchange(url, { method: 'POST', target: '/v1/merchants', headers: bearer(adminKey), body: { name: 'Mill Ceramics' } })).body
  const key = textOf((owner.credentials as Json).native?.key)
  const call: Watched['call'] = (request, as = key) => exchange(url, { ...request, headers: { ...(as === null ? {} : bearer(as)), ...request.headers } })
  return {
    url, key, merchant: textOf(owner.id), call,
    async open(more = {}) {
      const { status, text, body } = await call({ method: 'POST', target: '/v1/sandbox/disputes', body: { amount: { value: 12000, currency: 'THB' }, ...more } })
      if (status !== 201) throw new Error(text)
      return textOf(body.id)
    },
    digest: async () => String(await asked('digest')),
    async during(work) {
      await asked('reset')
      const value = await work()
      return { value, load: await asked('load') as Load }
    },
    spin: async () => void await asked('spin'),
    async log() {
      await asked('flush')
      // Its answer may be heard before the last of its log, and what ends late is told after it.
      while (!/"flushed":true.*\n/.test(logged)) await once(child.stderr!, 'data')
      return logged.slice(0, logged.lastIndexOf('\n') + 1)
    },
    close: () => void child.kill('SIGKILL'),
  }
}
