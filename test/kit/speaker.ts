/** What a speaker of one provider's language knows: how its clients sign, accept, defend and look, and how they read what they see. */
import type { DialectName } from '../../src/core/dispute.ts'
import type { Json } from './native.ts'

export type Request = { method: string; target: string; headers?: Record<string, string>; body?: string | Uint8Array }
export type Answer = { status: number; headers: Record<string, string>; text: string; body: Json }
/** What was shown when the credential was made. */
export type Shown = Record<string, string>
/** A dispute as this language tells it. */
export type View = { open: boolean; amount: bigint; currency: string; dueAt: number | null }

export type Speaker = {
  dialect: DialectName
  /** What a new credential is to be given, where making it takes long. */
  given?: () => Record<string, string>
  /** The headers that prove who asks. */
  signed(shown: Shown, request: Request): Record<string, string>
  accept(theirs: string, shown: Shown): Request
  /** All that it takes until the defense is out. */
  defend(theirs: string, shown: Shown): Request[]
  /** Null where nothing can be read. */
  look: ((theirs: string, shown: Shown) => Request) | null
  view(body: Json): View
  /** Whether the answer says that it was done: some say so inside a 200. */
  done(answer: Answer): boolean
}

export const basic = (user: string, password: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` })
export const ok = ({ status }: Pick<Answer, 'status'>): boolean => status >= 200 && status < 300
export const jsonBody = (value: object): Pick<Request, 'headers' | 'body'> => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })
