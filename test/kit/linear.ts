/**
 * Whether a history of overlapping operations on one thing could have happened one after the other (Wing and Gong 1993, with Lowe's
 * memory of situations already tried). It knows nothing of disputes: what an operation may answer is the model's matter.
 */

/** `returned` is Infinity where no answer came: the operation may take effect at any later moment, or never. */
export type Operation<Call, Result> = { client: string; call: Call; result: Result | null; called: number; returned: number }

/** Pure. Null where the model, in this state, could not have given this result; a null result is any result. */
export type Model<State, Call, Result> = { initial: State; step(state: State, call: Call, result: Result | null): State | null; keyOf(state: State): string }

export type Judged<Call, Result> =
  | { linearizable: true; order: Operation<Call, Result>[]; tried: number }
  /** `furthest` is the longest order that was possible; `stuck` are the operations none of which could come next. */
  | { linearizable: false; furthest: Operation<Call, Result>[]; stuck: Operation<Call, Result>[]; tried: number }

export function judge<State, Call, Result>(model: Model<State, Call, Result>, history: readonly Operation<Call, Result>[]): Judged<Call, Result> {
  const all = [...history].sort((a, b) => a.called - b.called)
  const failed = new Set<string>()
  const order: number[] = []
  const done = all.map(() => false)
  let best: { furthest: number[]; stuck: number[] } = { furthest: [], stuck: [] }
  let tried = 0
  const found = search(model.initial)
  const named = (places: readonly number[]) => places.map((place) => all[place]!)
  return found ? { linearizable: true, order: named(order), tried } : { linearizable: false, furthest: named(best.furthest), stuck: named(best.stuck), tried }

  function search(state: State): boolean {
    if (all.every((operation, at) => done[at] || operation.returned === Infinity)) return true
    const situation = `${done.map(Number).join('')} ${model.keyOf(state)}`
    if (failed.has(situation)) return false
    const next = mayComeNext(all, done)
    for (const at of next) {
      tried++
      const after = model.step(state, all[at]!.call, all[at]!.result)
      if (after === null) continue
      done[at] = true
      order.push(at)
      if (search(after)) return true
      done[at] = false
      order.pop()
    }
    if (order.length >= best.furthest.length) best = { furthest: [...order], stuck: next }
    failed.add(situation)
    return false
  }
}

/** Those that were called before any other unfinished one had returned. */
function mayComeNext(all: readonly Operation<unknown, unknown>[], done: readonly boolean[]): number[] {
  let firstReturn = Infinity
  all.forEach(({ returned }, at) => { if (!done[at] && returned < firstReturn) firstReturn = returned })
  return all.flatMap(({ called }, at) => (!done[at] && called <= firstReturn ? [at] : []))
}

export function toldOf<Call, Result>(judged: Judged<Call, Result>): string {
  if (judged.linearizable) return 'linearizable'
  const line = ({ client, call, result, called, returned }: Operation<Call, Result>): string =>
    `  ${client} ${JSON.stringify(call)} → ${JSON.stringify(result)}  [${called.toFixed(3)}, ${returned.toFixed(3)}]`
  return ['No order explains this history. Possible up to:', ...judged.furthest.map(line), 'and then none of:', ...judged.stuck.map(line)].join('\n')
}
