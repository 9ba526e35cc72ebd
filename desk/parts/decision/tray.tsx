// What was confirmed here and is on its way, at the foot of every page, until it is known what came of it and somebody has seen it.

import { useActions } from '../../actions/running.ts'
import { useAttempts, undo } from './attempts.ts'
import { toast } from '../../ui/toast.tsx'
import { TrayItem } from './tray-item.tsx'
import { TrayGroup } from './tray-group.tsx'
import './decision.css'

export function Tray() {
  const attempts = useAttempts()
  const groups = [...new Set(attempts.flatMap(({ group }) => group ?? []))]
  return (
    <section className="tray no-print" aria-label="Decisions on their way">
      {groups.map(group => <TrayGroup key={group} group={group} attempts={attempts.filter(each => each.group === group)} />)}
      {attempts.filter(({ stage, group }) => stage.at !== 'refused' && group === null).map(attempt => <TrayItem key={attempt.key} attempt={attempt} />)}
    </section>
  )
}

/** Says what came of it, also where that is that it was too late. */
export async function undoAndTell(acts: readonly string[]): Promise<void> {
  const problems = (await Promise.all(acts.map(undo))).filter(problem => problem !== null)
  toast(problems.length === 0 ? { text: acts.length === 1 ? 'Undone. Nothing was sent.' : `${acts.length} acceptances undone. Nothing was sent.` } : { text: `Not undone: ${problems[0]!.detail}`, tone: 'bad', ms: null })
}

export function useUndo(acts: readonly string[]): void {
  useActions(acts.length === 0 ? {} : { 'act.undo': () => void undoAndTell(acts) })
}
