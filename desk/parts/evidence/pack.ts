// What would be sent, against what this provider takes. Pure.

import type { AnswerOf, Dispute, Evidence } from '../../api/contract.ts'

type Limits = AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']
export type Pack = { files: number; texts: number; bytes: number; over: string[]; missing: string[] }

export function packOf({ evidence }: Pick<Dispute, 'evidence'>, limits: Limits, statement = ''): Pack {
  const files = evidence.filter(({ kind }) => kind === 'file')
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const isEmpty = evidence.length === 0 && (statement.trim() === '' || !limits.statement_alone)
  const over = [
    files.length > limits.files && `${files.length} files, ${limits.files} at most`,
    bytes > limits.total_bytes && `${sizeWords(bytes)} in all, ${sizeWords(limits.total_bytes)} at most`,
    ...files.map(file => file.size > limits.file_bytes && `${file.name ?? file.id} has ${sizeWords(file.size)}, ${sizeWords(limits.file_bytes)} at most`),
    statement.length > limits.text_length && `The statement has ${statement.length} signs, ${limits.text_length} at most`,
  ].filter(line => line !== false)
  return { files: files.length, texts: evidence.length - files.length, bytes, over, missing: isEmpty ? [limits.statement_alone ? 'A statement, or at least one piece of evidence' : 'At least one piece of evidence'] : [] }
}

/** Why the provider would not take this file, or null. */
export function unfit({ size, type, name }: Pick<File, 'size' | 'type' | 'name'>, { file_bytes, types }: Limits): string | null {
  if (size === 0) return `${name} is empty.`
  if (size > file_bytes) return `${name} has ${sizeWords(size)}; ${sizeWords(file_bytes)} at most.`
  return type !== '' && !types.includes(type) ? `${name} is ${type}; taken are ${typeWords(types)}.` : null
}

export const typeWords = (types: readonly string[]): string => types.map(type => (type.split('/')[1] ?? type).toUpperCase()).join(', ')

export function sizeWords(bytes: number): string {
  if (bytes >= 1_000_000) return `${Math.round(bytes / 100_000) / 10} MB`
  return bytes >= 1_000 ? `${Math.round(bytes / 1_000)} kB` : `${bytes} bytes`
}

/** "3 files and 1 text, 0.9 MB". */
export function packWords({ files, texts, bytes }: Pack, withStatement: boolean): string {
  const count = (n: number, one: string) => (n === 0 ? [] : [`${n} ${one}${n === 1 ? '' : 's'}`])
  const parts = [...count(files, 'file'), ...count(texts, 'text'), ...(withStatement ? ['the statement'] : [])]
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0] ?? 'nothing'
  return bytes > 0 ? `${list}, ${sizeWords(bytes)}` : list
}

export const nameOf = ({ name, kind, text, id }: Evidence): string => name ?? (kind === 'text' ? (text ?? '').slice(0, 60) : id)
