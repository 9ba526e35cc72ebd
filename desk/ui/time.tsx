// An instant as people read it: short, with the whole of it, zone included, for whoever asks.

import { fullTime, instantOf, lengthWords, shortTime, useNow } from '../time.ts'

export function Time({ at }: { at: string }) {
  const instant = instantOf(at)
  return <time dir="ltr" dateTime={at} title={fullTime(instant)}>{shortTime(instant)}</time>
}

export function Ago({ at }: { at: string }) {
  const instant = instantOf(at)
  return <time dir="ltr" dateTime={at} title={fullTime(instant)}>{lengthWords(useNow() - instant)} ago</time>
}
