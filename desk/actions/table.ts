// Every action of the desk, once: the keyboard, the palette, the help sheet, the tooltips and the tests read it. What an action does is said
// by the part that is on the screen (`useActions`). No single key sends anything: the type of an action that sends takes keys with Mod only.

import type { Role } from '../../src/core/role.ts'

/** Where an action is offered: single keys work there only. `sheet` hides all that lies beneath it, `picture` is one of them. */
export type Where = 'everywhere' | 'queue' | 'dispute' | 'decide' | 'practice' | 'sheet' | 'picture'
type Common = { label: string; where: Where; needs?: Role }
type ModKeys = `Mod+${string}`
type Preparing = Common & { sends?: false; keys: readonly string[] }
type Sending = Common & { sends: true; keys: readonly ModKeys[] }
export type ActionSpec = Preparing | Sending

export const actions = {
  'palette.open': { label: 'Find an action or a page', keys: ['Mod+k'], where: 'everywhere' },
  'search.focus': { label: 'Search', keys: ['/'], where: 'everywhere' },
  'help.open': { label: 'Show the keys', keys: ['?'], where: 'everywhere' },
  'go.queue': { label: 'Go to the queue', keys: ['g q'], where: 'everywhere' },
  'go.money': { label: 'Go to money', keys: ['g m'], where: 'everywhere' },
  'go.providers': { label: 'Go to providers', keys: ['g p'], where: 'everywhere' },
  'go.requests': { label: 'Go to developers: requests', keys: ['g d'], where: 'everywhere' },
  'go.webhooks': { label: 'Go to developers: webhooks', keys: ['g w'], where: 'everywhere' },
  'go.simulator': { label: 'Go to developers: simulator', keys: ['g t'], where: 'everywhere' },
  'go.keys': { label: 'Go to developers: keys', keys: ['g k'], where: 'everywhere', needs: 'admin' },
  'go.audit': { label: 'Go to audit', keys: ['g a'], where: 'everywhere' },
  'go.system': { label: 'Go to system', keys: ['g y'], where: 'everywhere', needs: 'admin' },
  'go.settings': { label: 'Go to settings', keys: ['g s'], where: 'everywhere', needs: 'admin' },
  'go.practice': { label: 'Go to practice', keys: ['g x'], where: 'everywhere' },
  'theme.next': { label: 'Change between light, dark and the system\'s choice', keys: [], where: 'everywhere' },
  'keys.toggle': { label: 'Switch single keys on or off', keys: [], where: 'everywhere' },
  'act.undo': { label: 'Undo what is being held', keys: ['z'], where: 'everywhere', needs: 'operator' },

  'queue.next': { label: 'Next row', keys: ['j', 'ArrowDown'], where: 'queue' },
  'queue.previous': { label: 'Previous row', keys: ['k', 'ArrowUp'], where: 'queue' },
  'queue.open': { label: 'Open the dispute', keys: ['o', 'Enter'], where: 'queue' },
  'queue.peek': { label: 'Show or hide the peek panel', keys: ['Space', ']'], where: 'queue' },
  'queue.select': { label: 'Select the row', keys: ['x'], where: 'queue' },
  'queue.select-down': { label: 'Extend the selection downwards', keys: ['Shift+j', 'Shift+ArrowDown'], where: 'queue' },
  'queue.select-up': { label: 'Extend the selection upwards', keys: ['Shift+k', 'Shift+ArrowUp'], where: 'queue' },
  'queue.clear': { label: 'Clear the selection', keys: ['Escape'], where: 'queue' },
  'queue.left': { label: 'Cell before', keys: ['ArrowLeft'], where: 'queue' },
  'queue.right': { label: 'Next cell', keys: ['ArrowRight'], where: 'queue' },
  'queue.select-all': { label: 'Select all that are loaded', keys: ['Shift+x'], where: 'queue' },
  'queue.refresh': { label: 'Read the list anew', keys: ['Shift+r'], where: 'queue' },
  'queue.filter': { label: 'Filter by the focused value', keys: ['f'], where: 'queue' },
  'queue.arrivals': { label: 'Show new items', keys: ['r'], where: 'queue' },
  'queue.save-view': { label: 'Save this view under a name', keys: [], where: 'queue', needs: 'operator' },
  'queue.density': { label: 'Change between compact and comfortable', keys: ['v'], where: 'queue' },

  'dispute.back': { label: 'Back to the queue', keys: ['u', 'Escape'], where: 'dispute' },
  'dispute.next': { label: 'Next dispute of the view', keys: [']'], where: 'dispute' },
  'dispute.previous': { label: 'Previous dispute of the view', keys: ['['], where: 'dispute' },
  'dispute.section-1': { label: 'Story', keys: ['1'], where: 'dispute' },
  'dispute.section-2': { label: 'Facts', keys: ['2'], where: 'dispute' },
  'dispute.section-3': { label: 'Evidence', keys: ['3'], where: 'dispute' },
  'dispute.section-4': { label: 'Money', keys: ['4'], where: 'dispute' },
  'dispute.section-5': { label: 'History', keys: ['5'], where: 'dispute' },
  'dispute.section-6': { label: 'Raw', keys: ['6'], where: 'dispute' },
  'dispute.file': { label: 'Add a file', keys: ['e'], where: 'dispute', needs: 'operator' },
  'dispute.pack': { label: 'Show or hide the pack as it will be sent', keys: ['p'], where: 'dispute' },
  'dispute.print': { label: 'Print', keys: ['Shift+p'], where: 'dispute' },

  'decide.accept': { label: 'Prepare to accept', keys: ['a'], where: 'decide', needs: 'operator' },
  'decide.contest': { label: 'Contest, or go to the evidence', keys: ['c'], where: 'decide', needs: 'operator' },
  'decide.note': { label: 'Write a note', keys: ['n'], where: 'decide', needs: 'operator' },
  'decide.assign': { label: 'Assign', keys: ['i'], where: 'decide', needs: 'operator' },
  'decide.assign-me': { label: 'Assign to me', keys: ['Shift+i'], where: 'decide', needs: 'operator' },
  'decide.snooze': { label: 'Snooze, or wake', keys: ['h'], where: 'decide', needs: 'operator' },
  'decide.copy': { label: 'Copy the reference', keys: ['y'], where: 'decide' },
  'decide.copy-link': { label: 'Copy the link', keys: ['Shift+y'], where: 'decide' },

  'practice.accept': { label: 'Prepare to accept (practice)', keys: ['a'], where: 'practice' },
  'practice.contest': { label: 'Prepare to contest or to answer (practice)', keys: ['c'], where: 'practice' },
  'practice.keep-open': { label: 'Keep it open (practice)', keys: ['Escape'], where: 'practice' },
  'practice.confirm': { label: 'Confirm (practice)', keys: ['Mod+Enter'], where: 'practice' },
  'practice.next': { label: 'Next case (practice)', keys: [']', 'j'], where: 'practice' },

  'picture.shrink': { label: 'Make the picture smaller', keys: ['s'], where: 'picture', needs: 'operator' },
  'picture.grey': { label: 'Make the picture grey, or not', keys: ['g'], where: 'picture', needs: 'operator' },
  'picture.rotate': { label: 'Turn the picture to the right', keys: ['r'], where: 'picture', needs: 'operator' },
  'picture.redact': { label: 'Add a black box', keys: ['b'], where: 'picture', needs: 'operator' },

  'sheet.confirm': { label: 'Confirm what the sheet says', keys: ['Mod+Enter'], where: 'sheet', needs: 'operator', sends: true },
} as const satisfies Record<string, ActionSpec>

export type ActionId = keyof typeof actions

export const specOf = (id: ActionId): ActionSpec => actions[id]
export const actionIds = Object.keys(actions) as readonly ActionId[]
