// A defense in Afterpay's fields: eight texts and three files, one each. What has a field's name goes there, the rest where there is room,
// and what does not fit is refused before anything of it is sent.

import type { Defense, EvidenceItem } from '../../core/dispute.ts'
import { done, refused, type Outcome } from '../../core/outcome.ts'
import { fileFields, textFields } from './words.ts'

export type FileField = (typeof fileFields)[number]
export type Fields = { texts: Record<string, string>; files: { field: FileField; item: EvidenceItem }[] }

const longestText = 5_000
/** "Less than 10 MB" on one page, "maximum 10MB" on another, and no word on which megabyte: below the narrowest reading. */
const fileBytes = 10_000_000
/** Where a file goes that has no field's name. */
const roomFor: readonly FileField[] = ['uncategorizedFile', 'shippingDocumentation', 'refundPolicy']

export function fieldsOf({ statement, evidence }: Pick<Defense, 'statement' | 'evidence'>): Outcome<Fields> {
  const texts = textsOf(statement, evidence.filter(({ kind }) => kind === 'text'))
  const tooLong = Object.entries(texts).find(([, text]) => [...text].length > longestText)
  if (tooLong) return refused('text_too_long', `What is to stand in ${tooLong[0]} has more than ${longestText} characters`)
  const files = filesOf(evidence.filter(({ kind }) => kind === 'file'))
  if (!files) return refused('too_many_files', 'Afterpay takes three files, one in each of its fields')
  const tooLarge = files.find(({ item: { size } }) => size >= fileBytes)
  if (tooLarge) return refused('file_too_large', `The file ${tooLarge.item.id} has ${fileBytes} bytes or more`)
  return files.length + Object.keys(texts).length > 0 ? done({ texts, files }) : refused('evidence_missing', 'Afterpay takes no response without a field')
}

/** Several for one field stand one after the other. */
function textsOf(statement: string | null, items: readonly EvidenceItem[]): Record<string, string> {
  const texts: Record<string, string> = {}
  const add = (field: string, text: string | null): void => {
    if (text) texts[field] = field in texts ? `${texts[field]}\n\n${text}` : text
  }
  add('uncategorizedText', statement)
  for (const { category, text } of items) add(isOneOf(textFields, category) ? category : 'uncategorizedText', text)
  return texts
}

function filesOf(items: readonly EvidenceItem[]): Fields['files'] | null {
  const placed = new Map<FileField, EvidenceItem>()
  const rest: EvidenceItem[] = []
  for (const item of items) {
    if (isOneOf(fileFields, item.category) && !placed.has(item.category)) placed.set(item.category, item)
    else rest.push(item)
  }
  for (const item of rest) {
    const field = roomFor.find(one => !placed.has(one))
    if (!field) return null
    placed.set(field, item)
  }
  return [...placed].map(([field, item]) => ({ field, item }))
}

const isOneOf = <T extends string>(words: readonly T[], word: string | null): word is T => (words as readonly (string | null)[]).includes(word)
