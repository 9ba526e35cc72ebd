// Asking a person before something that cannot be taken back. Whoever cannot be asked has to have said yes before.

import { Ended, exits, usage } from './exit.ts'
import type { Io } from './io.ts'

/** Called first, so that a script without --yes learns of it before anything is read. */
export function mustBeAskable({ canAsk }: Io, yes: boolean | undefined): void {
  if (!canAsk && !yes) throw usage('Nobody can be asked here: this is no terminal.', 'Say --yes to decide without being asked; --expect-amount guards it.')
}

/** The person types what is at stake: Enter alone, or any other word, keeps everything as it is. */
export async function confirmed(io: Io, yes: boolean | undefined, word: string, what: string): Promise<void> {
  if (yes) return
  const typed = await io.ask(`Type ${word} to ${what}, or press Enter to leave it: `)
  if (typed.trim() !== word) throw new Ended(exits.notAllowed, 'Left as it is: nothing was sent.')
}

/** A command that continues this one for the same merchant. */
export const following = (command: string, merchant: string | undefined): string => (merchant === undefined ? command : `${command} --merchant ${merchant}`)
