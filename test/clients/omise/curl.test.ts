// The lines of the provider's pages, with curl itself over a real socket.
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test, type TestContext } from 'node:test'
import { pngBytes, startOmise } from '../../kit/omise.ts'

const kit = await startOmise({ socket: true })
const shop = await kit.owner('Shop')
const folder = mkdtempSync(join(tmpdir(), 'parley-omise-'))
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await kit.close()
})
const missing = spawnSync('curl', ['--version']).status === 0 ? null : 'this machine has no curl'

async function curl(...args: string[]): Promise<{ status: number; body: Record<string, unknown> }> {
  const said = await new Promise<string>((done, fail) =>
    void execFile('curl', ['-sS', '--noproxy', '*', '-w', '\n%{http_code}', ...args], (error, stdout) => (error ? fail(error) : done(stdout))))
  const [body, status] = said.split(/\n(?=\d{3}$)/)
  return { status: Number(status), body: JSON.parse(body!) as Record<string, unknown> }
}
const asked = (path: string, ...args: string[]) => curl(`${kit.url}${path}`, '-u', `${shop.secret}:`, ...args)

const line = (name: string, run: () => Promise<void>) => test(name, async (t: TestContext) => (missing ? t.skip(missing) : run()))

line('curl -X POST accepts, and only once', async () => {
  const id = await kit.opened(shop)
  const first = await asked(`/disputes/${id}/accept`, '-X', 'POST')
  assert.deepEqual([first.status, first.body.status], [200, 'lost'])
  const second = await asked(`/disputes/${id}/accept`, '-X', 'POST')
  assert.deepEqual([second.status, second.body.object, second.body.code], [422, 'error', 'dispute_already_closed'])
})

line('curl -X PATCH -d updates with a form of nested names', async () => {
  const id = await kit.opened(shop)
  const { status, body } = await asked(`/disputes/${id}`, '-X', 'PATCH', '-d', 'message=Proofs and other information', '-d', 'metadata[color]=pink')
  assert.deepEqual([status, body.status, body.message, body.metadata], [200, 'pending', 'Proofs and other information', { color: 'pink' }])
})

line('curl -F uploads a document', async () => {
  const id = await kit.opened(shop)
  const file = join(folder, 'document.png')
  writeFileSync(file, pngBytes)
  const { status, body } = await asked(`/disputes/${id}/documents`, '-F', `file=@${file}`, '-F', 'kind=details_of_purchase')
  assert.deepEqual([status, body.object, body.filename, body.kind], [200, 'document', 'document.png', 'details_of_purchase'])
  const back = await asked(String(new URL(String(body.download_uri)).pathname), '-o', join(folder, 'back'), '-w', '{}\n%{http_code}')
  assert.equal(back.status, 200)
})

line('curl reads a list, and an absolute-form target leads to the same', async () => {
  assert.equal((await asked('/disputes')).body.object, 'list')
  assert.equal((await asked('/disputes', '--request-target', 'https://api.omise.co/disputes')).body.object, 'list')
})

line('curl without a key, with two and with a bad body hears the error object', async () => {
  const id = await kit.opened(shop)
  const answers = [
    await curl(`${kit.url}/disputes/${id}`),
    await asked(`/disputes/${id}`, '-H', 'Authorization: Basic eDo=', '-H', 'authorization: Basic eTo='),
    await asked(`/disputes/${id}`, '-X', 'PATCH', '-H', 'Content-Type: application/json', '-d', '{"message":'),
    await asked(`/disputes/${id}`, '-X', 'PATCH', '-H', 'Content-Type: text/plain', '-d', 'x'),
    await asked(`/disputes/${id}`, '-X', 'PUT', '-d', 'message=x'),
    await asked(`/disputes/${id}/nonsense`),
    await asked(`/disputes/${id}`, '-X', 'PATCH', '-d', `message=${'x'.repeat(70_000)}`),
  ]
  assert.deepEqual(answers.map(({ status }) => status), [401, 400, 400, 415, 405, 404, 413])
  for (const { body } of answers) assert.deepEqual([body.object, Object.keys(body).length], ['error', 4])
})
