// The rules of each provider as they are held here, side by side, so that nobody has to remember them.

import { DataTable } from '../../ui/data-table.tsx'
import { sizeWords } from '../../parts/evidence/pack.ts'
import { parseDuration } from '../../../src/core/duration.ts'
import { dialectWords, phaseWords } from '../../words.ts'
import type { Provider } from './shapes.ts'

export function TermsTable({ providers }: { providers: readonly Provider[] }) {
  return (
    <section className="card stack terms" aria-label="Rules by provider">
      <h2>Rules by provider</h2>
      <p className="soft">What holds where a dispute lives here. One that lives at a provider follows that provider; where its documents say otherwise, its answer counts.</p>
      <DataTable caption="Rules by provider" captionHidden rows={providers} rowKey={({ dialect }) => dialect} columns={[
        { head: 'Provider', cell: ({ dialect }) => <strong>{dialectWords[dialect]}</strong> },
        { head: 'Accepting', cell: one => <Accepting one={one} /> },
        { head: 'Time to answer', cell: one => <Within one={one} /> },
        { head: 'Silence', cell: ({ overdue_stays, second_cycle }) => <>{overdue_stays ? 'Leaves it open, beyond any answer, until the provider ends it.' : 'Ends it; where that costs something, as if given up.'}<br /><span className="soft small">{second_cycle ? 'It may come back in another stage.' : 'It ends once.'}</span></> },
        { head: 'Evidence', cell: ({ evidence }) => <Evidence evidence={evidence} /> },
      ]} />
    </section>
  )
}

function Accepting({ one: { accept, accept_phases, accept_under_review, respond_within } }: { one: Provider }) {
  const never = Object.keys(respond_within).filter(phase => !accept_phases.some(one => one === phase)) as (keyof typeof phaseWords)[]
  return (
    <>
      {accept ? <><span>{accept.term}</span><br /><code dir="ltr">{accept.method} {accept.path}</code></> : <span className="soft">not served in its own form</span>}
      <br /><span className="soft small">{accept_under_review ? 'Also after a defense was sent. ' : 'Not after a defense was sent. '}{never.length > 0 && `Never in: ${never.map(phase => phaseWords[phase]).join(', ')}.`}</span>
    </>
  )
}

/** That of a chargeback, and where another stage has another. */
function Within({ one: { respond_within } }: { one: Provider }) {
  const entries = Object.entries(respond_within) as [keyof typeof phaseWords, string][]
  const usual = respond_within.chargeback
  const others = entries.filter(([, within]) => within !== usual)
  return <>{durationWords(usual)}{others.map(([phase, within]) => <div key={phase} className="soft small">{phaseWords[phase]}: {durationWords(within)}</div>)}</>
}

function Evidence({ evidence: { files, file_bytes, total_bytes, types, text_length, statement_alone } }: Pick<Provider, 'evidence'>) {
  return (
    <>
      {files === 1 ? `One file of ${sizeWords(file_bytes)}` : `${files} files of ${sizeWords(file_bytes)}, ${sizeWords(total_bytes)} in all`}
      <br /><span className="soft small">{types.map(typeWord).join(', ')}. {text_length > 0 ? `Text up to ${text_length.toLocaleString('en')} characters${statement_alone ? ', which is enough alone' : ''}.` : 'No text.'}</span>
    </>
  )
}

const typeWords: Readonly<Record<string, string>> = { 'application/msword': 'DOC', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX', 'application/octet-stream': 'any other file' }
const typeWord = (type: string): string => typeWords[type] ?? type.replace(/^.*\//, '').toUpperCase()

function durationWords(iso: string): string {
  const { months, days, ms } = parseDuration(iso) ?? { months: 0, days: 0, ms: 0 }
  const parts = [[months, 'month'], [days, 'day'], [Math.round(ms / 3_600_000), 'hour']] as const
  return parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}${count === 1 ? '' : 's'}`).join(' ') || iso
}
