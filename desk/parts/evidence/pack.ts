// What would be sent, against what this provider takes. Pure.

import { inThousands } from '../../../src/core/money.ts'
import type { AnswerOf, Dispute, Evidence } from '../../api/contract.ts'

type Limits = Omit<AnswerOf<'GET /v1/disputes/{id}/context'>['evidence'], 'used' | 'after_accept' | 'after_submit'>
export type Pack = { files: number; texts: number; bytes: number; over: string[]; missing: string[] }

export function packOf({ evidence }: Pick<Dispute, 'evidence'>, limits: Limits, statement = ''): Pack {
  const files = evidence.filter(({ kind }) => kind === 'file')
  const bytes = bytesOf(files)
  const isEmpty = evidence.length === 0 && (statement.trim() === '' || !limits.statement_alone)
  const over = [
    ...excessOf(files, limits),
    ...(signsOf(statement) > limits.text_length ? [`The statement has ${signsOf(statement)} signs, ${limits.text_length} at most`] : []),
  ]
  return { files: files.length, texts: evidence.length - files.length, bytes, over, missing: isEmpty ? [limits.statement_alone ? 'A statement, or at least one piece of evidence' : 'At least one piece of evidence'] : [] }
}

/** What of these files is more than the provider takes. */
export function excessOf(files: readonly Pick<Evidence, 'size' | 'name'>[], { files: most, file_bytes, total_bytes }: Limits): string[] {
  const bytes = bytesOf(files)
  return [
    files.length > most && `${files.length} files, ${most} at most`,
    bytes > total_bytes && `In all ${against(bytes, total_bytes)}`,
    ...files.map(({ name, size }) => size > file_bytes && `${name ?? 'A file'} has ${against(size, file_bytes)}`),
  ].filter(line => line !== false)
}

const bytesOf = (files: readonly Pick<Evidence, 'size'>[]): number => files.reduce((sum, { size }) => sum + size, 0)

/** Why the provider would not take this file, or null. */
export function unfit({ size, type, name }: Pick<File, 'size' | 'type' | 'name'>, { file_bytes, types }: Limits): string | null {
  if (size === 0) return `${name} is empty.`
  if (size > file_bytes) return `${name} has ${against(size, file_bytes)}.`
  return type !== '' && !types.includes(type) ? `${name} is ${type}; taken are ${typeWords(types)}.` : null
}

/** As people and the server count: what is written with two units of a string is one sign. */
export const signsOf = (text: string): number => [...text].length

export const typeWords = (types: readonly string[]): string => types.map(type => (type.split('/')[1] ?? type).toUpperCase()).join(', ')

/** To the byte where rounding would hide which is more. */
function against(size: number, most: number): string {
  const words = sizeWords(size) === sizeWords(most) ? (bytes: number) => `${inThousands(String(bytes))} bytes` : sizeWords
  return `${words(size)}, ${words(most)} at most`
}

/** In the megabytes of the providers' limits: 1,048,576 bytes. */
export function sizeWords(bytes: number): string {
  if (bytes >= 1_048_576) return `${Math.round(bytes / 104_857.6) / 10} MB`
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} kB` : `${bytes} bytes`
}

/** "3 files and 1 text, 0.9 MB". */
export function packWords({ files, texts, bytes }: Pack, withStatement: boolean): string {
  const count = (n: number, one: string) => (n === 0 ? [] : [`${n} ${one}${n === 1 ? '' : 's'}`])
  const parts = [...count(files, 'file'), ...count(texts, 'text'), ...(withStatement ? ['the statement'] : [])]
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0] ?? 'nothing'
  return bytes > 0 ? `${list}, ${sizeWords(bytes)}` : list
}

export const nameOf = ({ name, kind, text, id }: Evidence): string => name ?? (kind === 'text' ? (text ?? '').slice(0, 60) : id)
