// Files and texts on their way to a dispute: one after the other, each refused with its reason or staged.

import { useState } from 'react'
import { newKey, send } from '../../api/client.ts'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { queries } from '../../api/queries.ts'
import { formOf } from './form.ts'
import { unfit } from './pack.ts'

export type Upload = {
  key: string; name: string; state: 'waiting' | 'sending' | 'failed'; why: string | null; file: File; category: string
  /** What it is sent under: another one only where it is known that it was not taken. */
  sendKey: string
  /** The provider would not take it as it is. */
  isUnfit: boolean
}
type Limits = AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']

export function useUploads({ id }: Pick<Dispute, 'id'>, limits: Limits | undefined) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const change = (key: string, part: Partial<Upload> | null) => setUploads(all => (part ? all.map(one => (one.key === key ? { ...one, ...part } : one)) : all.filter(one => one.key !== key)))
  const put = async (upload: Upload) => {
    change(upload.key, { state: 'sending', why: null })
    const outcome = await send('POST /v1/disputes/{id}/evidence', { params: { id }, body: formOf(upload.sendKey, upload.category, upload.file) }, { key: upload.sendKey })
    if (outcome.kind === 'done') change(upload.key, null)
    else change(upload.key, { state: 'failed', why: `${outcome.problem.detail} ${outcome.problem.next}`, ...(outcome.kind === 'refused' && { sendKey: newKey() }) })
    void refresh(id)
  }
  const add = async (files: readonly File[], category: string) => {
    const fresh = files.map((file): Upload => {
      const why = limits ? unfit(file, limits) : null
      return { key: newKey(), sendKey: newKey(), name: file.name, state: why ? 'failed' : 'waiting', why, file, category, isUnfit: why !== null }
    })
    setUploads(all => [...all, ...fresh])
    for (const upload of fresh) if (upload.why === null) await put(upload)
  }
  return { uploads, add: (files: readonly File[], category: string) => void add(files, category), again: (upload: Upload) => void put(upload), drop: (key: string) => change(key, null) }
}

export const refresh = (id: string): Promise<void> => queries.invalidateQueries({ predicate: ({ queryKey: [route, input] }) => String(route).startsWith('GET /v1/disputes/{id}') && (input as { params?: { id?: string } })?.params?.id === id })
