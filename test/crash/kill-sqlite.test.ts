import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { killAgainAndAgain } from '../kit/crash-suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-crash-'))
killAgainAndAgain('SQLite', `sqlite:${join(folder, 'parley.db')}`)
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
