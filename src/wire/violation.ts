// What is wrong with one field, in words for a person. It never repeats a long value of the caller.
import type { z } from 'zod'

export type Violation = {
  in: 'body' | 'query' | 'header' | 'path'
  /** JSON pointer (RFC 6901); '' is the whole. */
  pointer: string
  expected: string
}

const MOST = 20

export function violationsOf(error: z.core.$ZodError, where: Violation['in']): Violation[] {
  return error.issues.slice(0, MOST).flatMap((issue) => violationsOfIssue(issue, where)).slice(0, MOST)
}

/** One sentence that names the first field, for shapes that have room for one sentence only. */
export function sentenceOf(violations: readonly Violation[]): string {
  const first = violations[0]
  if (!first) return 'The request does not fit.'
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : ''
  const field = first.pointer === '' ? `The ${first.in}` : `The field ${first.pointer} of the ${first.in}`
  return `${field} is not as expected: ${first.expected}${more}.`
}

function violationsOfIssue(issue: z.core.$ZodIssue, where: Violation['in']): Violation[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ in: where, pointer: pointerOf(issue.path), expected: shortened(expectedOf(issue)) }]
  }
  return issue.keys
    .slice(0, MOST)
    .map((key) => ({ in: where, pointer: pointerOf([...issue.path, key]), expected: 'no such field' }))
}

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`
  return issue.message
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => '/' + shortened(String(key)).replaceAll('~', '~0').replaceAll('/', '~1')).join('')
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const LONGEST = 200
