// What practice is, with its keys.

import { keyWords } from '../../actions/keyboard.ts'
import { actions } from '../../actions/table.ts'
import { Button } from '../../ui/button.tsx'
import { cases } from './cases.ts'
import { begin } from './round.ts'

const keys = ['practice.accept', 'practice.contest', 'practice.confirm', 'practice.keep-open', 'practice.next'] as const

export function Intro({ onBegin }: { onBegin(): void }) {
  const start = () => {
    begin()
    onBegin()
  }
  return (
    <div className="practice">
      <section className="card stack">
        <h2>{cases.length} cases, no risk</h2>
        <p>Read the story, look at what is known, and decide. After each case you see what would have come of it, and why. It takes about five minutes.</p>
        <p>The cases are invented. Nothing is sent: no provider and no server hears of anything that you do here.</p>
        <div className="line"><Button kind="primary" onClick={start}>Begin</Button></div>
      </section>
      <Keys />
    </div>
  )
}

export function Keys() {
  return (
    <section className="card stack" aria-labelledby="practice-keys">
      <h2 id="practice-keys">Keys</h2>
      <dl className="keys">
        {keys.map(id => <div key={id} className="spread"><dt>{actions[id].label.replace(' (practice)', '')}</dt><dd className="line">{actions[id].keys.map(key => <kbd key={key}>{keyWords(key)}</kbd>)}</dd></div>)}
      </dl>
      <p className="soft small">The same as with real disputes: a key prepares, and only {keyWords('Mod+Enter')} or the button confirms.</p>
    </section>
  )
}
