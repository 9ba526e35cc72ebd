// The settings: taken, refused all at once, and never shown where they are secret.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSampleKey } from '../scenarios/index.ts'
import { readConfig, type Config, type Environment, type Problem } from './config.ts'
import { problemsReport } from './config-report.ts'

const sealKey = Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64')
const live = { PARLEY_MODE: 'live', PARLEY_ADMIN_KEY: 'f'.repeat(20) + '0123456789abcdef', PARLEY_SEAL_KEY: sealKey }

test('without any setting it is a sandbox on loopback with its own database', () => {
  const config = configOf({})
  assert.deepEqual([config.port, config.host, config.databaseUrl, config.mode], [4242, '127.0.0.1', 'sqlite:./data/parley.db', 'sandbox'])
  assert.deepEqual([config.adminKey, config.publicUrl, config.logLevel, config.sealKeys], ['pk_admin_sandbox', null, 'info', null])
})

test('everything that is wrong is told at once, each with name, got, expected and example', () => {
  const problems = problemsOf({ PORT: '70000', HOST: 'a b', DATABASE_URL: 'mysql://x/y', PARLEY_MODE: 'prod', LOG_LEVEL: 'loud', PARLEY_PUBLIC_URL: 'ftp://x', PARLEY_PRT: '1' })
  assert.deepEqual(names(problems), ['DATABASE_URL', 'HOST', 'LOG_LEVEL', 'PARLEY_MODE', 'PARLEY_PRT', 'PARLEY_PUBLIC_URL', 'PORT'])
  const report = problemsReport(problems)
  for (const { name, got, expected, example } of problems) for (const part of [name, got, expected, example]) assert.ok(report.includes(part), part)
})

test('values at the edges are taken or refused', () => {
  for (const PORT of ['0', '65535']) assert.equal(configOf({ PORT }).port, Number(PORT))
  for (const PORT of ['', '-1', '65536', '80x', '1e3']) assert.deepEqual(names(problemsOf({ PORT })), ['PORT'], PORT)
  for (const DATABASE_URL of ['sqlite::memory:', 'sqlite:/var/lib/p.db', 'sqlite:./p.db', 'postgres://u@h/db', 'postgresql://u:p@h:5/db?sslmode=require']) assert.equal(configOf({ DATABASE_URL }).databaseUrl, DATABASE_URL)
  for (const DATABASE_URL of ['', 'sqlite:', 'sqlite://host/x', 'postgres://u@h/', './p.db']) assert.deepEqual(names(problemsOf({ DATABASE_URL })), ['DATABASE_URL'], DATABASE_URL)
  assert.equal(configOf({ PARLEY_PUBLIC_URL: 'https://d.example/parley/' }).publicUrl, 'https://d.example/parley')
  for (const PARLEY_PUBLIC_URL of ['https://u:p@d.example', 'https://d.example/?a=1', 'd.example']) assert.deepEqual(names(problemsOf({ PARLEY_PUBLIC_URL })), ['PARLEY_PUBLIC_URL'])
})

test('a secret that is wrong, misnamed or given twice is never shown', () => {
  const secret = 'sEcReT'
  const problems = problemsOf({ PARLEY_ADMIN_KEY: secret, PARLEY_SEAL_KEY: secret, PARLEY_ADMIN_KEYS: secret, DATABASE_URL: `mysql://user:${secret}@host/db` })
  assert.deepEqual(names(problems), ['DATABASE_URL', 'PARLEY_ADMIN_KEY', 'PARLEY_ADMIN_KEYS', 'PARLEY_SEAL_KEY'])
  assert.ok(!problemsReport(problems).includes(secret))
})

test('a secret comes from a file as well, without the line end, and not from both', () => {
  const files: Record<string, string> = { '/run/admin': 'pk_from_a_file_1\n', '/run/db': 'postgres://u:p@h/db\n' }
  const config = configOf({ PARLEY_ADMIN_KEY_FILE: '/run/admin', DATABASE_URL_FILE: '/run/db' }, files)
  assert.deepEqual([config.adminKey, config.databaseUrl], ['pk_from_a_file_1', 'postgres://u:p@h/db'])
  assert.deepEqual(names(problemsOf({ PARLEY_ADMIN_KEY: 'pk_12345678', PARLEY_ADMIN_KEY_FILE: '/run/admin' }, files)), ['PARLEY_ADMIN_KEY'])
  assert.deepEqual(names(problemsOf({ PARLEY_SEAL_KEY_FILE: '/nowhere' })), ['PARLEY_SEAL_KEY_FILE'])
  assert.deepEqual(names(problemsOf({ PARLEY_MODE_FILE: '/run/admin' }, files)), ['PARLEY_MODE_FILE'], 'what is no secret has no file')
})

test('live starts with keys of its own and a database that stays', () => {
  assert.equal(configOf(live).mode, 'live')
  assert.deepEqual(names(problemsOf({ PARLEY_MODE: 'live' })), ['PARLEY_ADMIN_KEY', 'PARLEY_SEAL_KEY'])
  for (const PARLEY_ADMIN_KEY of ['pk_admin_sandbox', `pk_admin_sandbox${'0'.repeat(32)}`, 'pk_test_sample_kiln', 'short-key']) assert.deepEqual(names(problemsOf({ ...live, PARLEY_ADMIN_KEY })), ['PARLEY_ADMIN_KEY'], PARLEY_ADMIN_KEY)
  assert.deepEqual(names(problemsOf({ ...live, PARLEY_SEAL_KEY: Buffer.alloc(32).toString('base64') })), ['PARLEY_SEAL_KEY'])
  assert.deepEqual(names(problemsOf({ ...live, DATABASE_URL: 'sqlite::memory:' })), ['DATABASE_URL'])
})

test('several master keys are read in their order, and each has to be whole', () => {
  const other = Buffer.alloc(32, 9).toString('base64')
  assert.deepEqual(configOf({ PARLEY_SEAL_KEY: `${other},${sealKey}` }).sealKeys?.map(key => key[1]), [9, 1])
  for (const PARLEY_SEAL_KEY of [`${other},`, other.slice(4), 'not base64']) assert.deepEqual(names(problemsOf({ PARLEY_SEAL_KEY })), ['PARLEY_SEAL_KEY'])
})

test('what the launcher, the tests and the command line read for themselves is no unknown setting', () => {
  configOf({ PARLEY_URL: 'http://x', PARLEY_KEY: 'x', PARLEY_KEY_FILE: '/x', PARLEY_LAUNCHER: '1', PARLEY_NODE: '/usr/bin/node', PARLEY_TEST_DATABASE_URL: 'x', HOME: '/x' })
})

const read = (env: Environment, files: Record<string, string> = {}) => readConfig({ env, isSample: isSampleKey, readText: path => files[path] ?? assert.fail(path) })

function configOf(env: Environment, files?: Record<string, string>): Config {
  const told = read(env, files)
  return 'config' in told ? told.config : assert.fail(problemsReport(told.problems))
}

function problemsOf(env: Environment, files?: Record<string, string>): Problem[] {
  const told = read(env, files)
  return 'problems' in told ? told.problems : assert.fail('it was taken')
}

const names = (problems: readonly Problem[]): string[] => problems.map(({ name }) => name).sort()
