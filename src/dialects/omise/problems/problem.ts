// One way to say no: the status, the provider's code and its message. Data only.

import type { Failure } from '../../../wire/contract.ts'

export type Problem = Failure & { code: string }

export function problem(status: number, code: string, detail: string, transient = false): Problem {
  return { status, code, title: code, detail, next: transient ? 'Repeat the request after a while.' : 'Correct the request.', transient }
}
