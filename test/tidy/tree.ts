/** The repository as the tidy rules see it: the text files that git would take, read once. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type SourceFile = { path: string; text: string; lines: number }

export const root = fileURLToPath(new URL('../../', import.meta.url))

export function readTree(): SourceFile[] {
  return listed().filter((path) => /\.(ts|tsx|cjs|css|sql|json|md|story|http)$|^\.ci\/|^\.npmrc$/.test(path)).map(readSource)
}

export function isTest(path: string): boolean {
  return /\.(test|e2e)\.tsx?$|\.test\.cjs$/.test(path)
}

export function isShipped(path: string): boolean {
  return /^(?:src|desk)\/.*\.tsx?$/.test(path) && !isTest(path)
}

/** Blanks out comments, so that a rule about code does not trip over prose; strings stay, for imports live in them. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '))
}

export function readText(path: string): string {
  return readFileSync(root + path, 'utf8')
}

function readSource(path: string): SourceFile {
  const text = readText(path)
  return { path, text, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }
}

function listed(): string[] {
  const answer = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  return answer.split('\0').filter((path) => path !== '' && existsSync(root + path))
}
