// The keys of the screen that is open, printed from the table, and the switch that turns single keys off.

import { useState } from 'react'
import { Sheet } from '../ui/sheet.tsx'
import { keyWords, setSingleKeys, singleKeysOn } from './keyboard.ts'
import { deedOf } from './running.ts'
import { actionIds, actions, specOf, type Where } from './table.ts'

const headings: Record<Where, string> = { queue: 'Queue', dispute: 'Dispute', decide: 'Deciding', practice: 'Practice', picture: 'Changing a picture', sheet: 'In a sheet', everywhere: 'Everywhere' }

export function Help({ onClose }: { onClose(): void }) {
  const [on, setOn] = useState(singleKeysOn)
  const flip = () => { setSingleKeys(!on); setOn(!on) }
  return (
    <Sheet title="Keys" onClose={onClose}>
      <label className="line"><input type="checkbox" checked={on} onChange={flip} /> Single keys work on lists and disputes</label>
      <p className="soft small">No key sends a decision by itself.</p>
      {(Object.keys(headings) as Where[]).map(where => <Keys key={where} where={where} />)}
    </Sheet>
  )
}

function Keys({ where }: { where: Where }) {
  const ids = actionIds.filter(id => specOf(id).where === where && specOf(id).keys.length > 0 && (where === 'sheet' || where === 'picture' || deedOf(id) !== null))
  if (ids.length === 0) return null
  return (
    <section>
      <h3>{headings[where]}</h3>
      <dl className="keys">{ids.map(id => <div key={id} className="spread"><dt>{actions[id].label}</dt><dd>{specOf(id).keys.map(keys => <kbd key={keys}>{keyWords(keys)}</kbd>)}</dd></div>)}</dl>
    </section>
  )
}
