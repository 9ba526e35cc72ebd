// What is to be changed: a file that is staged, or one that was picked and is not taken as it is.

import { queries } from '../../../api/queries.ts'
import type { Dispute, Evidence } from '../../../api/contract.ts'
import { bytesOf } from '../bytes.ts'
import type { Upload } from '../uploads.ts'

export type Subject = { key: string; name: string; type: string; size: number; category: string | null; /** What it takes the place of. */ old: string | null; read(): Promise<ArrayBuffer> }

export const stagedSubject = (item: Evidence, { id }: Pick<Dispute, 'id'>): Subject =>
  ({ key: item.id, name: item.name ?? item.id, type: item.type, size: item.size, category: item.category, old: item.id, read: () => queries.fetchQuery(bytesOf(item, id)) })

export const pickedSubject = ({ key, name, file, category }: Upload): Subject =>
  ({ key, name, type: file.type, size: file.size, category, old: null, read: () => file.arrayBuffer() })
