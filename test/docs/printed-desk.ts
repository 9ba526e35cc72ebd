/** The keys of the desk, from its one table of actions. */
import { actionIds, specOf, type Where } from '../../desk/actions/table.ts'
import { row } from './printed-text.ts'

const headings: Record<Where, string> = { everywhere: 'Everywhere', queue: 'In the queue', dispute: 'With a dispute', decide: 'With a row or a dispute', practice: 'In practice', picture: 'Changing a picture', sheet: 'In a sheet' }

export function keysTable(): string {
  return [row(['where', 'keys', 'what', 'role']), row(['---', '---', '---', '---']), ...(Object.keys(headings) as Where[]).flatMap(rowsOf)].join('\n')
}

function rowsOf(where: Where): string[] {
  return actionIds.map(specOf).filter(spec => spec.where === where && spec.keys.length > 0)
    .map(({ keys, label, needs }) => row([headings[where], keys.map(key => `\`${key}\``).join(' '), label, needs ?? '']))
}
