// What will be sent as the defense, against the provider's limits, with the statement that goes with it.

import { useState } from 'react'
import { moneyText } from '../../amounts.ts'
import { useActions } from '../../actions/running.ts'
import { Field } from '../../ui/field.tsx'
import { Problem } from '../../ui/states.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { answerVerb } from '../../words.ts'
import { useDraft } from '../evidence/draft.ts'
import { nameOf, packOf, packWords, signsOf, sizeWords } from '../evidence/pack.ts'
import { decide } from './attempts.ts'
import { Changed } from './changed.tsx'
import { Checked } from './checked.tsx'
import { Confirm } from './confirm.tsx'
import type { FormProps } from './decision-sheet.tsx'
import { useGate } from './gate.ts'
import { Others } from './others.tsx'

export function ContestForm(props: FormProps) {
  const { fresh, fresh: { dispute, context }, attemptKey, onClose } = props
  const [statement, setStatement] = useDraft(`statement.${dispute.id}`)
  const [tried, setTried] = useState(false)
  const { changes, refused, isSending, off, anew, see } = useGate(props)
  const pack = packOf(dispute, context.evidence, statement)
  const lacks = context.contest.possible === true ? [...pack.missing, ...pack.over] : [context.contest.possible.why]
  const name = dispute.dialect === 'native' ? 'the provider' : context.provider.name
  const confirm = () => {
    if (off !== null || isSending) return
    setTried(true)
    if (lacks.length > 0) return
    const body = { ...(statement.trim() && { statement: statement.trim() }), expect: { revision: dispute.revision, amount: dispute.amount.value } }
    void decide(attemptKey, dispute, { kind: 'submit', body }).then(stage => { if (stage.at === 'known' || stage.at === 'done') setStatement('') })
  }
  useActions({ 'sheet.confirm': confirm })
  return (
    <Sheet
      title={<>{answerVerb(dispute.phase)} dispute <bdi>{dispute.theirs.id}</bdi></>} onClose={onClose} closeWord="Keep open"
      foot={<Confirm kind="primary" label={`Send ${packWords(pack, statement.trim() !== '')} to ${name}`} reason={off} isSending={isSending} hint={tried ? lacks[0] ?? null : null} onConfirm={confirm} />}
    >
      <div className="decision">
        <Others dispute={dispute} />
        <Checked fresh={fresh} />
        {refused ? <Problem error={refused} unchanged="The dispute stays open; nothing was sent." onAgain={anew} /> : <Changed changes={changes} onSeen={see} />}
        <section className="stack" aria-label="What is sent">
          <h3>What is sent for {moneyText(dispute.amount)}</h3>
          {dispute.evidence.length === 0 ? <p className="soft">No evidence is staged.</p> : (
            <ul className="sentences">{dispute.evidence.map(item => <li key={item.id}><bdi>{nameOf(item)}</bdi> <span className="soft small">{item.category?.replaceAll(/[_-]/g, ' ')} {sizeWords(item.size)}</span></li>)}</ul>
          )}
          {lacks.length > 0 && <div className="problem" role="status"><h3>Missing or too much</h3><ul className="sentences">{lacks.map(line => <li key={line}><bdi>{line}</bdi></li>)}</ul></div>}
        </section>
        <section className="consequences"><h3>What happens</h3><ul className="sentences">{context.contest.sentences.map(({ code, text }) => <li key={code}>{text}</li>)}</ul></section>
        {context.evidence.text_length > 0 && (
          <Field label="Statement" help={`${signsOf(statement)} of ${context.evidence.text_length} signs. It is kept in this window until it is sent.`}>
            {control => <textarea {...control} data-first name="statement" rows={6} dir="auto" value={statement} onChange={event => setStatement(event.target.value)} />}
          </Field>
        )}
      </div>
    </Sheet>
  )
}
