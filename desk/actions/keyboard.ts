// Keys to actions. Single keys are ignored where somebody writes, and can be switched off altogether (WCAG 2.1.4).

import { after } from '../time.ts'
import { isOffered, runAction } from './running.ts'
import { actionIds, specOf, type ActionId } from './table.ts'

const sequenceMs = 1_200
const kept = 'parley.single-keys'
let begun = ''
let forget = (): void => {}

/** Answers how to stop. */
export function listenToKeys(): () => void {
  document.addEventListener('keydown', take)
  return () => document.removeEventListener('keydown', take)
}

export const singleKeysOn = (): boolean => localStorage.getItem(kept) !== 'off'
export const setSingleKeys = (on: boolean): void => localStorage.setItem(kept, on ? 'on' : 'off')

/** "Mod+Enter" as this machine's keyboard shows it. */
export function keyWords(keys: string): string {
  const isApple = /Mac|iP(?:hone|ad)/.test(navigator.userAgent)
  return keys.replace('Mod', isApple ? '⌘' : 'Ctrl').replace('ArrowDown', '↓').replace('ArrowUp', '↑').replace(/\+([a-z])$/, (_, letter: string) => `+${letter.toUpperCase()}`)
}

function take(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat && event.key.length === 1 && !/^[jk]$/i.test(event.key)) return
  const stroke = strokeOf(event)
  if (stroke === 'Escape' && event.target instanceof HTMLElement && isWritingIn(event.target)) event.target.blur()
  if (stroke === null || !isMeant(stroke, event.target)) return
  const sequence = begun === '' ? stroke : `${begun} ${stroke}`
  const found = actionFor(sequence) ?? actionFor(stroke)
  forget()
  begun = found === null && beginsSequence(stroke) ? stroke : ''
  if (begun !== '') forget = after(sequenceMs, () => { begun = '' })
  if (found !== null && runAction(found)) event.preventDefault()
}

/** Null for keys that only modify others, and for what belongs to the browser. */
function strokeOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | null {
  if (altKey || ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph'].includes(key)) return null
  const mod = ctrlKey || metaKey ? 'Mod+' : ''
  const name = key === ' ' ? 'Space' : /^[A-Za-z]$/.test(key) ? key.toLowerCase() : key
  // Shift is part of what a sign is; only letters and named keys say it.
  const shift = shiftKey && (/^[a-z]$/.test(name) || name.length > 1) ? 'Shift+' : ''
  return mod + shift + name
}

function isMeant(stroke: string, target: EventTarget | null): boolean {
  if (stroke.startsWith('Mod+')) return true
  if (!(target instanceof HTMLElement)) return singleKeysOn()
  if (isWritingIn(target)) return false
  if (target.closest('[role="menu"], [role="tablist"], [role="listbox"]') && /Arrow|Enter|Space|Escape/.test(stroke)) return false
  if (/^(?:Enter|Space)$/.test(stroke) && target.matches('button, summary, input, a:not([data-row]), [role="button"]')) return false
  return /^(?:Escape|Enter|Arrow\w+)$/.test(stroke) || singleKeysOn()
}

function isWritingIn(target: HTMLElement): boolean {
  return target.isContentEditable || /^(?:TEXTAREA|SELECT)$/.test(target.tagName) || (target instanceof HTMLInputElement && !/^(?:checkbox|radio|button)$/.test(target.type))
}

/** The one that is offered: of two with the same key, the screen's own. */
function actionFor(keys: string): ActionId | null {
  const fitting = actionIds.filter(id => specOf(id).keys.some(one => one === keys) && isOffered(id))
  return fitting.find(id => specOf(id).where !== 'everywhere') ?? fitting[0] ?? null
}

function beginsSequence(stroke: string): boolean {
  return singleKeysOn() && actionIds.some(id => specOf(id).keys.some(keys => keys.startsWith(`${stroke} `)) && isOffered(id))
}
