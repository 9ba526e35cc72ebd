// Numbers of disputes that nobody has accepted yet, in an order without order, each given out once.

export type Pool = {
  take(): number
  /** The last so many that were taken were not used. */
  giveBack(count: number): void
}

/** Shares no factor with any size used here, and is far from small: neighbours are never taken one after the other. */
const stride = 611_953

export function poolOf(from: number, to: number): Pool {
  const size = to - from
  let taken = 0
  return {
    giveBack: count => void (taken -= count),
    take() {
      if (taken >= size) throw new Error('The benchmark ran out of open disputes: this machine is quicker than the pool is large')
      return from + Number((BigInt(taken++) * BigInt(stride)) % BigInt(size))
    },
  }
}
