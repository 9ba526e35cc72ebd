/**
 * The documents hold what they say: commands run as they stand, answers have the shape that is shown, links lead somewhere, and what is
 * printed from the program is what the program would print now. Whoever adds something without telling of it is named here.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { test, type TestContext } from 'node:test'
import { settings } from '../src/app/config-settings.ts'
import { commandNames } from '../src/cli/commands.ts'
import { nativeContract } from '../src/dialects/native/contract.ts'
import { problemCodes } from '../src/dialects/native/problems.ts'
import { anchorsOf, blocksOf, linksOf, withoutBlocks, type Block } from './docs/markdown.ts'
import { metricsTold } from './docs/printed-metrics.ts'
import { printed } from './docs/printed.ts'
import { loginsAsShown } from './docs/logins.ts'
import { runBlocks, type Ran } from './docs/session.ts'
import { differences, lineDifferences, type Json } from './docs/shape.ts'
import { postgresForTests } from './kit/postgres.ts'
import { curlAbsent } from './kit/required.ts'
import { openStore } from '../src/store/open.ts'
import { readText, readTree, root } from './tidy/tree.ts'

const documents = readTree().filter(({ path }) => path.endsWith('.md'))
const textOf = (path: string): string => readText(path)
/** The folder of a dialect proves its own document. */
const ours = documents.filter(({ path }) => !path.startsWith('src/'))
const notRun = /^not-run: .{10,}/

test('what is printed from the program is what it would print now', async () => {
  for (const [path, print] of Object.entries(printed)) {
    assert.equal(textOf(path) === await print(), true, `${path} is not up to date: node scripts/run.cjs test/docs/print.ts`)
  }
})

for (const { path, text } of ours) {
  const blocks = blocksOf(text)
  const commands = blocks.filter(({ language, rest }) => language === 'sh' && !notRun.test(rest))
  if (commands.length > 0) test(`the commands of ${path} run as they stand`, async t => {
    const absent = curlAbsent()
    if (absent !== null) return t.skip(absent)
    const wrong = (await runBlocks(commands)).flatMap(ran => wrongWith(ran, shownAfter(blocks, ran.block)))
    assert.deepEqual(wrong.map(line => `${path}:${line}`), [])
  })
}

test('the two logins of docs/operating.md migrate and serve, and the one that serves can change no history', async t => {
  const postgres = await postgresForTests()
  if ('absent' in postgres) return t.skip(postgres.absent)
  const logins = await loginsAsShown(postgres.url, blocksOf(textOf('docs/operating.md')).find(({ language }) => language === 'sql')!.text)
  t.after(async () => {
    await logins.drop()
    await postgres.stop()
  })
  await assert.rejects(openStore(logins.server, { migrates: false }), /run parley migrate/)
  await (await openStore(logins.owner)).close()
  const store = await openStore(logins.server, { migrates: false })
  assert.deepEqual(await store.ready(), { ok: true, detail: 'postgres' })
  await store.close()
  for (const change of ['update parley.event set kind = kind', 'delete from parley.posting', 'drop table parley.event', 'truncate parley.posting']) {
    await assert.rejects(logins.asServer(change), /permission denied|must be owner/, change)
  }
})

test('every block is of a kind that a test knows, and whoever is not run says why', () => {
  const strange = ours.flatMap(({ path, text }) => blocksOf(text).filter(block => !isKnown(block)).map(({ line, language, rest }) => `${path}:${line} ${language} ${rest}`))
  assert.deepEqual(strange, [])
})

test('npm start shows the screen that the README shows', async t => {
  const shown = blocksOf(textOf('README.md')).find(({ rest }) => rest === 'start')!.text
  assert.deepEqual(lineDifferences(shown, await startScreen(t)), [])
})

test('links within the repository lead to files and headings that are there', () => {
  const broken = documents.flatMap(({ path, text }) => linksOf(text).filter(link => !leads(path, link)).map(link => `${path}: ${link.path}#${link.anchor}`))
  assert.deepEqual(broken, [])
})

test('every document is reached from the README', () => {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path) || !existsSync(root + path) || !path.endsWith('.md')) return
    reached.add(path)
    linksOf(textOf(path)).forEach(link => visit(targetOf(path, link.path)))
  }
  visit('README.md')
  assert.deepEqual(ours.map(({ path }) => path).filter(path => !reached.has(path)), [])
})

test('every setting, command, problem and metric is documented', async () => {
  const metrics = await metricsTold()
  missing('docs/settings.md', Object.keys(settings))
  missing('docs/command-line.md', commandNames.map(name => `## ${name}`))
  missing('docs/refusals.md', problemCodes.map(code => `### ${code}`))
  missing('docs/metrics.md', metrics.map(({ name }) => name))
})

test('no document tells of a metric, a command, a script or a path of the API that is not there', async () => {
  const metrics = (await metricsTold()).map(({ name }) => name)
  const scripts = Object.keys((JSON.parse(textOf('package.json')) as { scripts: object }).scripts)
  const paths = Object.values(nativeContract.endpoints).map(({ path }) => path.replace(/\{\w+\}/g, '{}'))
  for (const { path, text } of ours.filter(({ path }) => path !== 'CHANGELOG.md')) {
    for (const [, name] of text.matchAll(/\b(parley_\w+_(?:seconds|total|size)|parley_deliveries_pending|parley_due_soon)\b/g)) assert.ok(metrics.includes(name!), `${path} tells of the metric ${name}`)
    for (const [, name] of text.matchAll(/(?:npx parley|^ {2}parley|`parley) ([a-z]+)/gm)) assert.ok((commandNames as string[]).includes(name!), `${path} tells of the command ${name}`)
    for (const [, name] of text.matchAll(/npm run ([a-z]+)/g)) assert.ok(scripts.includes(name!), `${path} tells of the script ${name}`)
    for (const [, called] of withoutBlocks(text).matchAll(/`(?:GET |POST |PATCH |DELETE )?(\/v1\/[\w/{}]+)/g)) assert.ok(paths.includes(called!.replace(/\{\w+\}/g, '{}')), `${path} tells of ${called}`)
  }
})

test('files that the documents name in passing are there', () => {
  const named = ours.flatMap(({ path, text }) => [...withoutBlocks(text).matchAll(/`((?:src|test|scripts|migrations|bench|docs|decisions)\/[\w./-]+)`/g)].map(([, file]) => [path, file!] as const))
  assert.deepEqual(named.filter(([, file]) => !existsSync(root + file)).map(([path, file]) => `${path} names ${file}`), [])
})

test('every decision is listed and says what would change our mind', () => {
  const list = textOf('decisions/README.md')
  for (const { path, text } of documents.filter(({ path }) => /^decisions\/\d/.test(path))) {
    assert.match(text.trim().split('\n\n').at(-1)!, /^\*\*What would change our mind:\*\* /, path)
    assert.ok(list.includes(`(${path.slice('decisions/'.length)})`), `${path} is not listed`)
  }
})

test('the comparison sees what is missing, what is silent and what is another word', () => {
  const found: Json = { state: 'accepted', amount: { value: 1, currency: 'THB' }, tags: ['a'], note: null }
  assert.deepEqual(differences({ state: 'accepted', '…': '…' }, found), [])
  assert.deepEqual(differences(['…'], ['a', 'b']), [])
  const bad: Json[] = [{ state: 'lost', '…': '…' }, { state: 'accepted' }, { gone: 1, '…': '…' }, { note: 'x', '…': '…' }, { tags: ['a', 'b'], '…': '…' }, { amount: { value: '1', '…': '…' }, '…': '…' }]
  for (const shown of bad) assert.equal(differences(shown, found).length > 0, true, JSON.stringify(shown))
  assert.deepEqual(lineDifferences('a\nb …', 'x\na\nb 2'), [])
  assert.deepEqual(lineDifferences('b\na', 'a\nb'), ['this line is shown and not printed: a'])
})

function isKnown({ language, rest }: Block): boolean {
  if (language === 'sh') return rest === '' || notRun.test(rest)
  return language === 'json' || language === 'sql' ? rest === '' : language === 'text' && ['', 'start'].includes(rest)
}

/** What is shown between a command and the next one. */
function shownAfter(blocks: readonly Block[], block: Block): Block | null {
  const next = blocks[blocks.indexOf(block) + 1]
  return next && next.language !== 'sh' ? next : null
}

function wrongWith({ block, output, told, exit }: Ran, shown: Block | null): string[] {
  const answer = shown?.language === 'json' ? (JSON.parse(shown.text) as { [name: string]: Json }) : null
  const fails = answer !== null && typeof answer.status === 'number' && answer.status >= 400
  if ((exit !== 0) !== fails) return [`${block.line} ended with ${exit}: ${(output + told).slice(-300)}`]
  if (answer !== null) return differences(answer, lastAnswer(output)).map(line => `${shown!.line} ${line}`)
  return shown?.language === 'text' ? lineDifferences(shown.text, output).map(line => `${shown.line} ${line}, but: ${output.slice(0, 300)}`) : []
}

/** The last line of a block is what its last call answered. */
function lastAnswer(output: string): Json {
  try {
    return JSON.parse(output.trim().split('\n').at(-1)!) as Json
  } catch {
    return output
  }
}

function leads(from: string, { path, anchor }: { path: string; anchor: string }): boolean {
  const target = path === '' ? from : targetOf(from, path)
  if (!existsSync(root + target)) return false
  return anchor === '' || (target.endsWith('.md') && anchorsOf(textOf(target)).has(anchor))
}

const targetOf = (from: string, path: string): string => normalize(join(dirname(from), path))

function missing(path: string, names: readonly string[]): void {
  const lines = textOf(path)
  assert.deepEqual(names.filter(name => !lines.includes(name)), [], path)
}


/** What `npm start` runs, on a free port and beside this checkout's own data. */
async function startScreen(t: TestContext): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-start-'))
  const [, ...args] = (JSON.parse(textOf('package.json')) as { scripts: { start: string } }).scripts.start.split(' ')
  const env = { ...process.env, PORT: '0', DATABASE_URL: `sqlite:${join(folder, 'parley.db')}` }
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] })
  t.after(async () => {
    child.kill('SIGTERM')
    await once(child, 'close')
    rmSync(folder, { recursive: true, force: true })
  })
  let screen = ''
  for await (const piece of child.stdout.setEncoding('utf8')) {
    screen += piece
    if (screen.includes('Ctrl+C')) break
  }
  return screen
}
