// What came of asking somebody else to do something: three answers that are known, and one that says that nobody knows.

export type Outcome<T> =
  /** `note`: what is worth keeping of how it was done ("already accepted there"). */
  | { kind: 'done'; value: T; note?: string }
  /** Said no, and did nothing. `final`: the same request will never go well; otherwise it may later (rights, settings). */
  | { kind: 'refused'; code: string | null; text: string | null; final: boolean }
  /** Proven that the request can have had no effect: nothing left, or the provider's document says so of this answer. */
  | { kind: 'unsent'; cause: string; retryAfterMs?: number }
  /** Something may have happened. Never retried blindly, never called a failure. */
  | { kind: 'unknown'; cause: string }

export const done = <T>(value: T, note?: string): Outcome<T> => ({ kind: 'done', value, ...(note === undefined ? {} : { note }) })
export const refused = (code: string | null, text: string | null, final = true): Outcome<never> => ({ kind: 'refused', code, text, final })
export const unsent = (cause: string, retryAfterMs?: number): Outcome<never> => ({ kind: 'unsent', cause, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
export const unknown = (cause: string): Outcome<never> => ({ kind: 'unknown', cause })
