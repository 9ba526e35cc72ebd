// Which actions can be run now: the parts on the screen say what each of theirs does, the newest first. It runs nothing that the role or
// the part itself forbids.

import { useLayoutEffect, useRef } from 'react'
import type { Role } from '../../src/core/role.ts'
import { mayAct, sessionNow } from '../api/session.ts'
import { toast } from '../ui/toast.tsx'
import { actions, specOf, type ActionId, type Where } from './table.ts'

export type Deed = { run(): void; /** Why it cannot be done now. */ reason?: string | null }
export type Deeds = Partial<Record<ActionId, Deed | (() => void)>>

const stack: { current: Deeds }[] = []

/** Offers what these actions do as long as the part is there. */
export function useActions(deeds: Deeds): void {
  const entry = useRef(deeds)
  // At once: a key that is pressed when something has just been shown means what is shown.
  useLayoutEffect(() => { entry.current = deeds })
  useLayoutEffect(() => {
    stack.push(entry)
    return () => void stack.splice(stack.indexOf(entry), 1)
  }, [])
}

/** Null where nothing on the screen does it. */
export function deedOf(id: ActionId): Deed | null {
  for (const { current } of stack.toReversed()) {
    const found = current[id]
    if (found) return typeof found === 'function' ? { run: found } : found
  }
  return null
}

export function reasonOf(id: ActionId): string | null {
  return roleReason(specOf(id).needs) ?? deedOf(id)?.reason ?? null
}

/** What stands on a control that somebody's role does not allow. */
export function roleReason(needs: Role | undefined): string | null {
  const user = sessionNow()?.user
  return needs === undefined || (user && mayAct(user, needs)) ? null : `Needs the role ${needs}.`
}

/** Answers whether there was anything to run; why not is said aloud. */
export function runAction(id: ActionId): boolean {
  const deed = deedOf(id)
  if (deed === null) return false
  const reason = reasonOf(id)
  if (reason === null) deed.run()
  else toast({ text: `${actions[id].label}: ${reason}`, tone: 'warn' })
  return true
}

/** An open sheet hides what lies beneath it. */
export function isOffered(id: ActionId): boolean {
  const where: Where = specOf(id).where
  const inSheet = document.querySelector('dialog[open]') !== null
  return deedOf(id) !== null && (inSheet ? where === 'sheet' || where === 'picture' : true)
}
