// How long somebody asks to be left alone, in whichever header they say it: RFC 9110's in seconds or as a date, the milliseconds that
// Moov's client reads, and the end of a used up limit as the X-RateLimit family tells it (Omise's draft).

type Headers = ReadonlyMap<string, string>

/** Null where nothing is said, or nothing that can be read. A date needs to know the time. */
export function askedWaitMs(headers: Headers, now: number | null): number | null {
  const said = (name: string): string => headers.get(name)?.trim() ?? ''
  return wholeOf(said('retry-after-ms'), 1) ?? wholeOf(said('retry-after'), 1000) ?? untilDate(said('retry-after'), now) ?? untilReset(said('x-ratelimit-reset'), now)
}

const wholeOf = (text: string, unitMs: number): number | null => (/^\d{1,9}$/.test(text) ? Number(text) * unitMs : null)

function untilDate(text: string, now: number | null): number | null {
  const at = /GMT$/.test(text) ? Date.parse(text) : NaN
  return now === null || Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** Some count the seconds until then, some name the second since 1970. */
function untilReset(text: string, now: number | null): number | null {
  if (/^\d{10}$/.test(text)) return now === null ? null : Math.max(0, Number(text) * 1000 - now)
  return wholeOf(text, 1000)
}
