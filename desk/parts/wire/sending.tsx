// One thing that is sent, and what came of it. What nobody heard the answer of keeps its key, so that sending it again cannot do it twice.

import { useRef, useState } from 'react'
import { newKey, send } from '../../api/client.ts'
import type { AnswerOf, InputOf, WriteRoute } from '../../api/contract.ts'
import type { Problem as ProblemValue } from '../../api/problem.ts'
import { queries } from '../../api/queries.ts'
import { Problem } from '../../ui/states.tsx'

type Failed = { kind: 'refused' | 'unknown'; problem: ProblemValue }
export type Sending<R extends WriteRoute> = { isSending: boolean; failed: Failed | null; forget(): void; /** Undefined where it was not done. */ go(input: InputOf<R>): Promise<{ value: AnswerOf<R> } | undefined> }

/** `changes` are the beginnings of the reads that are stale once it is done; `first` is what they need before they are asked again. */
export function useSending<R extends WriteRoute>(route: R, changes: readonly string[], first?: () => Promise<unknown>): Sending<R> {
  const [state, setState] = useState<{ isSending: boolean; failed: Failed | null }>({ isSending: false, failed: null })
  const asked = useRef<{ text: string; key: string } | null>(null)
  const go = async (input: InputOf<R>) => {
    const text = JSON.stringify(input)
    if (asked.current?.text !== text) asked.current = { text, key: newKey() }
    setState({ isSending: true, failed: null })
    const outcome = await send(route, input, route.startsWith('POST') ? { key: asked.current.key } : {})
    if (outcome.kind !== 'unknown') asked.current = null
    setState({ isSending: false, failed: outcome.kind === 'done' ? null : outcome })
    if (outcome.kind === 'done') await first?.()
    await queries.invalidateQueries({ predicate: ({ queryKey: [read] }) => changes.some(change => String(read).startsWith(change)) })
    return outcome.kind === 'done' ? { value: outcome.value } : undefined
  }
  return { ...state, go, forget: () => setState({ isSending: false, failed: null }) }
}

/** What failed, and whether anything may have happened all the same. */
export function Failure({ of: { failed } }: { of: Pick<Sending<WriteRoute>, 'failed'> }) {
  if (failed === null) return null
  return <Problem error={failed.problem} unchanged={failed.kind === 'refused' ? 'Nothing was changed.' : 'Whether it took effect is not known. Sent again as it is, it happens once at most.'} />
}
