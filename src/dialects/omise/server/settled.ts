// Who lists events right after a call expects that call's own: what was committed gets its place in the stream a moment later. This
// waits for that moment where somebody just committed, and gives up where nobody gives places.

import type { MerchantId } from '../../../core/ids.ts'
import type { Services } from '../../dialect.ts'

const pieceMs = 50
const mostPieces = 20

export function settledOf({ engine: { onCommit, reads, world }, stream, closing }: Services): (merchant: MerchantId) => Promise<void> {
  const fresh = new Set<MerchantId>()
  onCommit(({ merchant }) => void fresh.add(merchant))
  return async merchant => {
    if (!fresh.delete(merchant)) return
    const asked = world.now()
    for (let piece = 0; piece < mostPieces; piece += 1) {
      const { oldestUnsequenced } = await reads.figures(asked)
      if (oldestUnsequenced === null || oldestUnsequenced > asked) return
      await stream.news(merchant, pieceMs, closing)
    }
  }
}
