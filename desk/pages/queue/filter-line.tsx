// The filter as tokens, and a place to type more of them. What is typed is suggested from; Backspace in the empty place takes the last away.

import { useId, useState, type FormEvent, type KeyboardEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { filterText, isWrong, parseFilter, suggestionsFor, tokenText, withToken, withoutToken, type Filter, type Token } from './filter.ts'

type FilterLineProps = { filter: Filter; order: string; exportHref: string | null; onChange(filter: Filter): void }

export function FilterLine({ filter, order, exportHref, onChange }: FilterLineProps) {
  return (
    <div className="filter-line">
      <ul role="list" className="line" aria-label="Filter">
        {filter.tokens.map(token => <li key={tokenText(token)}><TokenChip token={token} onDrop={() => onChange(withoutToken(filter, token))} /></li>)}
        {filter.text !== '' && <li><button type="button" className="chip token" onClick={() => onChange({ ...filter, text: '' })} aria-label={`Drop the search for ${filter.text}`}><bdi>“{filter.text}”</bdi> ×</button></li>}
      </ul>
      <Typing filter={filter} onChange={onChange} />
      <span className="soft small">{order}</span>
      {exportHref !== null && <a className="button" data-size="small" href={exportHref} download>Export</a>}
    </div>
  )
}

function TokenChip({ token, onDrop }: { token: Token; onDrop(): void }) {
  const wrong = isWrong(token)
  return (
    <button type="button" className="chip token" data-tone={wrong ? 'bad' : 'info'} onClick={onDrop} aria-label={`Drop the filter ${tokenText(token)}${wrong ? ', which is not understood' : ''}`}>
      <bdi>{tokenText(token)}</bdi>{wrong && ' ?'} ×
    </button>
  )
}

function Typing({ filter, onChange }: Pick<FilterLineProps, 'filter' | 'onChange'>) {
  const [typed, setTyped] = useState('')
  const list = useId()
  const last = typed.split(' ').at(-1) ?? ''
  const take = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '') return
    onChange(merged(filter, parseFilter(typed)))
    setTyped('')
  }
  const dropLast = (event: KeyboardEvent) => {
    const token = filter.tokens.at(-1)
    if (event.key === 'Backspace' && typed === '' && token) onChange(withoutToken(filter, token))
  }
  return (
    <form className="typing" onSubmit={take}>
      <input className="input" aria-label="Add to the filter" placeholder="provider:omise due:<48h …" list={list} value={typed} onChange={event => setTyped(event.target.value)} onKeyDown={dropLast} autoComplete="off" spellCheck={false} maxLength={200} />
      <datalist id={list}>{suggestionsFor(last).map(one => <option key={one} value={typed.slice(0, typed.length - last.length) + one} />)}</datalist>
      {typed !== '' && <Button submits size="small">Add</Button>}
    </form>
  )
}

function merged(filter: Filter, more: Filter): Filter {
  const tokens = more.tokens.reduce(withToken, filter)
  return { tokens: tokens.tokens, text: parseFilter(filterText({ tokens: [], text: `${filter.text} ${more.text}`.trim() })).text }
}
