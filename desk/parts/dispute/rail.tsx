// Beside the page, what can be decided: until when, what each choice means, and if it is off, why.

import { roleReason } from '../../actions/running.ts'
import type { AnswerOf, Dispute } from '../../api/contract.ts'
import { Button } from '../../ui/button.tsx'
import { Deadline } from '../../ui/chip.tsx'
import { Money } from '../../ui/money.tsx'
import { fullTime, instantOf, isZone } from '../../time.ts'
import { answerVerb } from '../../words.ts'
import { refusalOf } from '../rows.ts'
import { Others } from '../decision/others.tsx'
import { openAcceptSheet, openReceipt } from '../decision/open.ts'
import { Conditions } from './conditions.tsx'
import { OnItsWay } from './on-its-way.tsx'
import { OwnerLine } from './owner-line.tsx'
import { SnoozeLine } from './snooze-line.tsx'

type Context = AnswerOf<'GET /v1/disputes/{id}/context'>
type RailProps = { dispute: Dispute; context: Context | undefined; onContest(): void }

export function Rail({ dispute, context, onContest }: RailProps) {
  const { id, can, act, acceptance, defense, state, phase } = dispute
  const verb = answerVerb(phase)
  return (
    <aside className="rail" aria-label="Decision">
      <Due dispute={dispute} context={context} />
      <Others dispute={dispute} />
      <Conditions dispute={dispute} />
      {act && <OnItsWay dispute={dispute} act={act} />}
      {isOpen(state) && (
        <div className="rail-buttons">
          <Button kind="danger" reason={roleReason('operator') ?? refusalOf(can?.accept)} onClick={() => openAcceptSheet([id])}>Accept… <kbd>a</kbd></Button>
          <Button kind={isReady(dispute, context) ? 'primary' : 'usual'} reason={roleReason('operator') ?? refusalOf(can?.submit)} onClick={onContest}>{verb}… <kbd>c</kbd></Button>
        </div>
      )}
      {(acceptance || defense) && <Button className="rail-receipt" onClick={() => openReceipt(id)}>Receipt</Button>}
      <div className="rail-more stack">
        {context && isOpen(state) && !act && <Effects context={context} verb={verb} />}
        <OwnerLine dispute={dispute} />
        {state === 'needs_response' && <SnoozeLine dispute={dispute} />}
        {context && <Similar context={context} />}
      </div>
    </aside>
  )
}

const isOpen = (state: Dispute['state']): boolean => state === 'needs_response' || state === 'under_review'

export function isReady(dispute: Dispute, context: Context | undefined): boolean {
  return dispute.can?.submit === true && context !== undefined && (context.evidence.statement_alone || dispute.evidence.length > 0)
}

function Due({ dispute: { respond_by, state, amount }, context }: { dispute: Dispute; context: Context | undefined }) {
  if (!respond_by || state !== 'needs_response') return <p className="rail-due"><strong><Money amount={amount} /></strong></p>
  const { at, zone, source } = respond_by
  const bufferMs = context?.deadline ? context.deadline.buffer.seconds * 1000 : undefined
  return (
    <div className="rail-due stack">
      <p className="line"><Deadline at={at} zone={zone} source={source} bufferMs={bufferMs} /><strong><Money amount={amount} /></strong></p>
      <dl className="pairs small rail-zones">
        <div><dt>Here</dt><dd>{fullTime(instantOf(at))}</dd></div>
        {zone && isZone(zone) && <div><dt>At the provider</dt><dd>{fullTime(instantOf(at), zone)}</dd></div>}
        {context?.deadline?.buffer.at && <div><dt>Our buffer</dt><dd>{fullTime(instantOf(context.deadline.buffer.at))}</dd></div>}
      </dl>
      {context?.deadline?.binding === false && <p className="small soft">The provider named no time; this one is a guess, and nobody is turned away by it.</p>}
    </div>
  )
}

function Effects({ context: { accept, contest, silence, fees }, verb }: { context: Context; verb: string }) {
  const lines = [
    ['Accept', (accept.sentences[0]?.text ?? '')], [verb, (contest.sentences.find(({ code }) => code.startsWith('win_')) ?? contest.sentences[0])?.text ?? ''], ['Do nothing', silence.sentences[0]?.text ?? ''], ['Fee', fees.sentences.map(({ text }) => text).join(' ')],
  ]
  return <dl className="pairs small" aria-label="What each choice means">{lines.map(([what, text]) => <div key={what}><dt>{what}</dt><dd>{text}</dd></div>)}</dl>
}

function Similar({ context: { record: { won, lost, accepted, expired, win_rate, decided, complete } } }: { context: Context }) {
  const contested = won + lost
  return (
    <section className="small" aria-label="Similar cases">
      <h3>Similar cases</h3>
      {decided === 0 ? <p className="soft">None for this reason within a year.</p> : (
        <p>{win_rate === null ? 'None was contested to an end' : `Won ${won} of ${contested} contested (${Math.round(win_rate * 100)} %)`}; {accepted} accepted, {expired} expired{complete ? '' : ', of the newest'}.</p>
      )}
    </section>
  )
}
