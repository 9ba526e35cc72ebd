// The pack as it will be sent: what goes to this provider in its order, against what it takes, and what is missing. It shows and sends nothing.

import { useEffect, useRef } from 'react'
import { moneyText } from '../../amounts.ts'
import { keyWords } from '../../actions/keyboard.ts'
import { useActions } from '../../actions/running.ts'
import { actions } from '../../actions/table.ts'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { Button } from '../../ui/button.tsx'
import { printOnly } from '../print-only.ts'
import { useDraft } from './draft.ts'
import { ExhibitLine } from './exhibit.tsx'
import { contentsOf } from './exhibits.ts'
import { filledOf } from './filled.ts'
import { packOf, signsOf, sizeWords } from './pack.ts'
import { slotWord } from './slots.ts'
import './pack.css'

type PackProps = { dispute: Dispute; limits: AnswerOf<'GET /v1/disputes/{id}/context'>['evidence']; provider: string; onClose(): void }

const titles = { open: 'As it will be sent', sent: 'As it was sent', over: 'Nothing was sent' } as const

export function PackPanel({ dispute, limits, provider, onClose }: PackProps) {
  const [draft] = useDraft(`statement.${dispute.id}`)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const print = () => printOnly('pack')
  useActions({ 'dispute.print': print })
  const { at, statement, texts, exhibits } = contentsOf(dispute, draft)
  const counted = (text: string) => `${signsOf(text)} of ${limits.text_length} signs`
  return (
    <section ref={panel} className="pack stack" aria-label="The pack" tabIndex={-1}>
      <div className="spread">
        <h3>{titles[at]} to {dispute.dialect === 'native' ? 'the provider' : provider}</h3>
        <span className="line no-print"><Button size="small" onClick={print}>Print <kbd>{keyWords(actions['dispute.print'].keys[0])}</kbd></Button><Button size="small" kind="plain" onClick={onClose}>Hide <kbd>{keyWords(actions['dispute.pack'].keys[0])}</kbd></Button></span>
      </div>
      <p className="small soft">Dispute <bdi>{dispute.theirs.id}</bdi> over {moneyText(dispute.amount)}</p>
      <ol className="pack-parts">
        {limits.text_length > 0 && (
          <li>
            <p className="spread"><strong>Statement</strong> <span className="soft small">{counted(statement)}</span></p>
            {statement === '' ? <p className="soft small">{at === 'open' ? 'None is written yet.' : 'None was sent.'}</p> : <p className="item-words" dir="auto"><bdi>{statement}</bdi></p>}
          </li>
        )}
        {texts.map(({ id, category, text }, index) => (
          <li key={id}>
            <p className="spread"><strong>Text {index + 1}{category && <>: <bdi>{categoryWords(category)}</bdi></>}</strong> <span className="soft small">{counted(text ?? '')}</span></p>
            <p className="item-words" dir="auto"><bdi>{text}</bdi></p>
          </li>
        ))}
        {exhibits.map(({ letter, item }) => <ExhibitLine key={item.id} letter={letter} item={item} dispute={dispute.id} kind={item.category && categoryWords(item.category)} most={limits.file_bytes} />)}
      </ol>
      {exhibits.length === 0 && <p className="soft small">No file {at === 'open' ? 'goes with it' : 'was sent'}.</p>}
      <Sums files={exhibits.length} bytes={exhibits.reduce((sum, { item: { size } }) => sum + size, 0)} limits={limits} />
      {at === 'open' && <Lacks dispute={dispute} limits={limits} statement={statement} />}
    </section>
  )
}

function Sums({ files, bytes, limits }: { files: number; bytes: number; limits: PackProps['limits'] }) {
  return (
    <dl className="pairs small" aria-label="In all">
      <div><dt>Files</dt><dd>{files} of {limits.files}</dd></div>
      <div><dt>Size</dt><dd>{sizeWords(bytes)} of {sizeWords(limits.total_bytes)}</dd></div>
    </dl>
  )
}

function Lacks({ dispute, limits, statement }: { dispute: Dispute; limits: PackProps['limits']; statement: string }) {
  const { missing, over } = packOf(dispute, limits, statement)
  const helpful = filledOf(dispute).missing
  const wrong = [...missing, ...over]
  return (
    <div className="stack small" role="status">
      {wrong.length === 0 ? <p>Nothing that this provider demands is missing, and nothing is too much.</p> : <ul className="sentences wrong">{wrong.map(line => <li key={line}><bdi>{line}</bdi></li>)}</ul>}
      {helpful.length > 0 && <p className="soft">Usually helps and is not there: {helpful.map(slotWord).join(', ')}.</p>}
    </div>
  )
}

const categoryWords = (category: string): string => category.replaceAll(/[_-]/g, ' ')
