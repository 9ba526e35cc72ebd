// "Verify chain": the server looks at every dispute, and this says exactly at what and what came of it.

import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { fullTime, serverNow } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Problem } from '../../ui/states.tsx'
import { checkAll, nothingChecked, type Checked, type Found } from './check-run.ts'

export function Check() {
  const [checked, setChecked] = useState<Checked | null>(null)
  const [endedAt, setEndedAt] = useState(0)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const begin = () => {
    running.current = new AbortController()
    setChecked(nothingChecked)
    void checkAll(sum => { setChecked(sum); setEndedAt(serverNow()) }, running.current.signal)
  }
  const isRunning = checked?.state === 'running'
  return (
    <section className="card stack" aria-label="Check of the record">
      <div className="spread">
        <p className="soft">The check reads every event of every dispute again, and what follows from it.</p>
        {isRunning ? <Button className="no-print" onClick={() => running.current?.abort()}>Stop</Button> : <Button className="no-print" onClick={begin}>{checked ? 'Verify again' : 'Verify chain'}</Button>}
      </div>
      <div role="status" className="stack">{checked && <Said checked={checked} at={endedAt} />}</div>
      {checked?.problem && <Problem error={checked.problem} unchanged="Nothing was changed: a check only reads." onAgain={begin} />}
      {checked && checked.found.length > 0 && <FoundTable found={checked.found} />}
    </section>
  )
}

function Said({ checked: { state, disputes, events, postings, errors }, at }: { checked: Checked; at: number }) {
  const looked = `${count(disputes, 'dispute')}, ${count(events, 'event')} and ${count(postings, 'posting')}`
  if (state === 'running') return <p><progress aria-label="Checking" /> Checked so far: {looked}.</p>
  return (
    <>
      <p><span className="chip" data-tone={errors > 0 ? 'bad' : state === 'whole' ? 'good' : 'warn'}>{errors > 0 ? count(errors, 'error') : state === 'whole' ? 'Sound' : 'Not finished'}</span> {state === 'whole' ? `All of it was checked: ${looked}` : `Only a part was checked: ${looked}`}, until {fullTime(at)}.</p>
      <p className="soft small">Of each dispute: that the hash of every event fits its text and the event before it, that the dispute is what its events make it, and that its postings follow from them. Nothing else was checked: not notices, balances over disputes, backups, or what providers have.</p>
    </>
  )
}

function FoundTable({ found }: { found: readonly Found[] }) {
  return (
    <DataTable
      caption="What was found" rows={found} rowKey={({ code, dispute, subject, is }) => `${code} ${dispute} ${subject} ${is}`}
      columns={[
        { head: 'How bad', cell: ({ severity }) => <span className="chip" data-tone={severity === 'error' ? 'bad' : 'warn'}>{severity === 'error' ? 'Error' : 'Warning'}</span> },
        { head: 'What', cell: ({ what, code }) => <>{what} <code className="soft">{code}</code></> },
        { head: 'Where', cell: ({ dispute, subject }) => <>{dispute !== null && <Link to="/d/$id" params={{ id: dispute }} search={{}}><bdi>{dispute}</bdi></Link>} {subject}</> },
        { head: 'Is', cell: ({ is }) => <bdi>{is}</bdi> }, { head: 'Should be', cell: ({ should_be }) => <bdi>{should_be}</bdi> },
      ]}
    />
  )
}

const count = (number: number, word: string): string => `${String(number).replace(/\B(?=(\d{3})+$)/g, ',')} ${word}${number === 1 ? '' : 's'}`
