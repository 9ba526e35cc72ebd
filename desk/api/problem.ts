// What the server says when it does not do what was asked (RFC 9457), as a value and as something to throw where a query needs that.

export type Problem = {
  code: string
  title: string
  detail: string
  next: string
  status: number
  /** Whether the same request may go well later. */
  transient: boolean
  /** The request's id, to be quoted. */
  instance: string | null
  /** Where it says when to come back. */
  retryAfterSeconds?: number
  errors?: { in: string; pointer: string; expected: string }[]
}

export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

/** Nothing came back: for a read that is all there is to say; for a decision it means that its outcome is not known. */
export const unreachable: Problem = {
  code: 'unreachable', title: 'Parley does not answer', status: 0, transient: true, instance: null,
  detail: 'No answer came from the server. Nothing on this page was changed by that.', next: 'Check that it runs and that you are connected, then try again.',
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { ...unreachable, code: 'desk_broke', title: 'The desk made a mistake', detail: error instanceof Error ? error.message : String(error), next: 'Load the page again.', transient: false }
}

export function readProblem(status: number, body: unknown): Problem {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
  return {
    code: said.code ?? `status_${status}`, title: said.title ?? `The server answered ${status}`, detail: said.detail ?? 'It did not say why.',
    next: said.next ?? 'Try again; if it goes on, ask whoever runs this server.', status, transient: said.transient ?? status >= 500, instance: said.instance ?? null,
    ...(said.errors && { errors: said.errors }),
  }
}
