/**
 * What a disk may hold after the power went at one moment: all that was synced, and of what was not yet synced nothing, all, or
 * some of it, in sectors of 512 bytes and in any order. It models a disk that keeps its promise about a sync, and no other.
 */
import type { Random } from './crash-random.ts'
import type { Op } from './crash-strace.ts'

/** Of what was not synced: nothing; all, and the last write torn; sectors here and there; all. */
export const fates = ['dropped', 'torn', 'scattered', 'kept'] as const
export type Fate = (typeof fates)[number]
type Change = Extract<Op, { kind: 'write' | 'truncate' }>
type File = { safe: Buffer; named: boolean; pending: Change[] }
export type Disk = { files: Map<string, File>; folder: string }

const sector = 512

/** A disk on which these files lie safely. */
export function diskOf(folder: string, safe: ReadonlyMap<string, Buffer>): Disk {
  return { folder, files: new Map([...safe].map(([name, bytes]) => [name, { safe: Buffer.from(bytes), named: true, pending: [] }])) }
}

export function happen({ files, folder }: Disk, op: Op): void {
  if (op.kind === 'heard') return
  if (op.kind === 'create') {
    if (!files.has(op.file)) files.set(op.file, { safe: Buffer.alloc(0), named: false, pending: [] })
  } else if (op.kind !== 'sync') files.get(op.file)!.pending.push(op)
  else if (op.file === folder) for (const file of files.values()) file.named = true
  else synced(files.get(op.file)!)
}

function synced(file: File): void {
  file.safe = file.pending.reduce(changed, file.safe)
  file.pending = []
}

/** The files after the cut; one whose name was not yet safe may be gone. */
export function imageOf({ files }: Disk, fate: Fate, random: Random): Map<string, Buffer> {
  const image = new Map<string, Buffer>()
  for (const [name, { safe, named, pending }] of files) {
    const isThere = named || fate === 'kept' || (fate !== 'dropped' && random.chance(0.5))
    if (isThere) image.set(name, survivors(pending, fate, random).reduce(changed, Buffer.from(safe)))
  }
  return image
}

function survivors(pending: readonly Change[], fate: Fate, random: Random): Change[] {
  if (fate === 'dropped') return []
  if (fate === 'kept') return [...pending]
  if (fate === 'scattered') return pending.flatMap((change) => (change.kind === 'write' ? sectorsOf(change) : [change])).filter(() => random.chance(0.5))
  const whole = pending.slice(0, random.whole(pending.length + 1))
  const last = whole.pop()
  if (last?.kind !== 'write') return last ? [...whole, last] : whole
  return [...whole, { ...last, data: last.data.subarray(0, sector * random.whole(1 + Math.ceil(last.data.length / sector))) }]
}

/** A write may begin anywhere; what is torn is torn where the disk's own sectors end. */
function sectorsOf(write: Extract<Change, { kind: 'write' }>): Change[] {
  const parts: Change[] = []
  for (let from = 0; from < write.data.length;) {
    const until = Math.min(write.data.length, from + sector - ((write.offset + from) % sector))
    parts.push({ ...write, offset: write.offset + from, data: write.data.subarray(from, until) })
    from = until
  }
  return parts
}

function changed(bytes: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') return resized(bytes, change.size)
  const { offset, data } = change
  const grown = bytes.length < offset + data.length ? resized(bytes, offset + data.length) : bytes
  data.copy(grown, offset)
  return grown
}

function resized(bytes: Buffer, size: number): Buffer {
  const other = Buffer.alloc(size)
  bytes.copy(other, 0, 0, Math.min(bytes.length, size))
  return other
}
