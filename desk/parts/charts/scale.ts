// Where things stand in a picture, as parts of its width and height. Amounts stay whole numbers until they are only a length.

/** Between 0 and 1, exact to a ten-thousandth. */
export function partOf(value: bigint, of: bigint): number {
  return of <= 0n ? 0 : Number((value * 10_000n) / of) / 10_000
}

/** The next round number: 1, 2 or 5 and zeros. */
export function roundAbove(value: bigint): bigint {
  if (value <= 1n) return 1n
  const zeros = 10n ** BigInt(`${value - 1n}`.length - 1)
  return [1n, 2n, 5n, 10n].map(step => step * zeros).find(round => round >= value)!
}

export const percent = (part: number): string => `${Math.round(part * 100_000) / 1_000}%`

export const isRtl = (): boolean => document.documentElement.dir === 'rtl'

/** Where something begins from the left that begins `from` after the start of the line and is `wide`. */
export const fromLeft = (from: number, wide: number, rtl: boolean): number => (rtl ? 1 - from - wide : from)
