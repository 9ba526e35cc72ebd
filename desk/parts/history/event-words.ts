// What an event says, in words. A total record: a new kind of event does not compile before it has its words.

import type { EventKind } from '../../../src/core/event.ts'
import type { AcceptReason, State } from '../../../src/core/dispute.ts'

import { fullTime, instantOf, lengthWords } from '../../time.ts'
import { acceptReasonWords, phaseWords, statusWords, type Status } from '../../words.ts'

export type Group = 'decisions' | 'notes' | 'evidence' | 'provider'
/** `text` is what somebody wrote: shown as it is, and as text only. */
export type Said = { what: string; text?: string | null }
type Data = Record<string, unknown>
type Words = { group: Group; say(data: Data): Said }

const kinds: Record<EventKind, Words> = {
  opened: { group: 'provider', say: () => ({ what: 'Opened' }) },
  acceptance_held: { group: 'decisions', say: data => decision('Accepted, waiting in its undo window', part(data, 'act')) },
  acceptance_undone: { group: 'decisions', say: () => ({ what: 'Acceptance undone. Nothing was sent' }) },
  acceptance_asked: { group: 'decisions', say: data => decision('Acceptance on its way to the provider', part(data, 'act')) },
  submission_asked: { group: 'decisions', say: data => ({ what: 'Defense on its way to the provider', text: text(part(data, 'defense')['statement']) }) },
  ask_refused: { group: 'decisions', say: data => ({ what: 'Refused by the provider', text: [text(data['code']), text(data['text'])].filter(Boolean).join(': ') }) },
  accepted: { group: 'decisions', say: data => decision('Accepted: the money was given up', part(data, 'acceptance')) },
  submitted: { group: 'decisions', say: data => ({ what: 'Contested: the defense was sent', text: text(part(data, 'defense')['statement']) }) },
  evidence_staged: { group: 'evidence', say: data => ({ what: data['replaces'] ? 'Evidence replaced' : 'Evidence added', text: text(part(data, 'item')['name']) ?? text(part(data, 'item')['text']) }) },
  evidence_removed: { group: 'evidence', say: () => ({ what: 'Evidence removed' }) },
  annotated: { group: 'notes', say: annotation },
  expired: { group: 'provider', say: () => ({ what: 'Expired without an answer' }) },
  resolved: { group: 'provider', say: data => ({ what: `Ended: ${stateWord(data['verdict'])}`, text: text(part(data, 'resolution')['note']) }) },
  win_reversed: { group: 'provider', say: data => ({ what: 'The win was reversed: lost', text: text(part(data, 'resolution')['note']) }) },
  escalated: { group: 'provider', say: data => ({ what: `Went on to ${phaseWord(data['phase'])}`, text: text(data['note']) }) },
  deadline_moved: { group: 'provider', say: data => ({ what: `Deadline moved to ${timeText(part(data, 'respond_by')['at'])}` }) },
  deadline_near: { group: 'provider', say: () => ({ what: 'The deadline is near' }) },
  observed: { group: 'provider', say: data => ({ what: data['correction'] ? 'Corrected after what the provider says' : `Read at the provider${data['stands'] ? `: ${stateWord(part(data, 'stands')['state'])}` : ''}` }) },
}

const isKind = (kind: string): kind is EventKind => Object.hasOwn(kinds, kind)

export const groupOf = (kind: string): Group => (isKind(kind) ? kinds[kind].group : 'provider')
export const saidOf = (kind: string, data: Data): Said => (isKind(kind) ? kinds[kind].say(data) : { what: kind.replaceAll('_', ' ') })

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const part = (data: Data, name: string): Data => (typeof data[name] === 'object' && data[name] !== null ? data[name] as Data : {})
const timeText = (value: unknown): string => (typeof value === 'string' ? fullTime(instantOf(value)) : 'a time that is not known')
const phaseWord = (value: unknown): string => (Object.hasOwn(phaseWords, String(value)) ? phaseWords[value as keyof typeof phaseWords].toLowerCase() : String(value))

function stateWord(value: unknown): string {
  const state = value === 'needs_response' ? 'needs_decision' : (value as State) === 'accepting' || value === 'submitting' ? 'sending' : value
  return Object.hasOwn(statusWords, String(state)) ? statusWords[state as Status].word.toLowerCase() : String(value)
}

function decision(what: string, act: Data): Said {
  const reason = text(act['reason'])
  const words = reason && Object.hasOwn(acceptReasonWords, reason) ? acceptReasonWords[reason as AcceptReason] : reason
  const override = text(act['override'])
  return { what: words ? `${what}: ${words.toLowerCase()}` : what, text: [text(act['note']), override && `Override: ${override}`].filter(Boolean).join('\n') }
}

function annotation(data: Data): Said {
  const note = text(data['note'])
  if (note) return { what: 'Note', text: note }
  if ('owner' in data) return { what: data['owner'] ? `Assigned to ${text(part(data, 'owner')['name']) ?? 'somebody'}` : 'Assigned to nobody' }
  if ('snooze' in data) return { what: data['snooze'] ? `Snoozed until ${timeText(part(data, 'snooze')['until'])}` : 'Woken' }
  const buffer = data['buffer_ms']
  if (typeof buffer === 'number') return { what: buffer > 0 ? `Counts as urgent ${lengthWords(buffer)} before the deadline` : 'Never counts as urgent' }
  if (Array.isArray(data['tags'])) return { what: 'Tags changed', text: data['tags'].join(', ') }
  return { what: 'Kept with it', text: Object.entries(part(data, 'metadata')).map(([name, value]) => `${name}: ${String(value)}`).join('\n') }
}

