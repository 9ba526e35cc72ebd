// What became of each case of the bulk flow: one window for undoing all, failures by name, and a table to keep.

import { moneyText } from '../../amounts.ts'
import { csvText, saveCsv } from '../../csv.ts'
import { acceptReasonWords } from '../../words.ts'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { useAttempts } from './attempts.ts'
import { Countdown } from './countdown.tsx'
import { actsOf, countOf, heldOf, summaryOf, useOutcomes, type All } from './outcomes.ts'
import { undoAndTell, useUndo } from './tray.tsx'
import { UnheardButtons } from './unheard.tsx'

export function BulkResult({ group, onClose }: { group: string; onClose(): void }) {
  const attempts = useAttempts().filter(each => each.group === group)
  const { length } = attempts
  const all = useOutcomes(attempts)
  const held = heldOf(all)
  const answered = attempts.filter(({ stage }) => stage.at !== 'sending').length
  const undoAll = actsOf(held)
  useUndo(undoAll)
  const first = held[0]
  return (
    <Sheet
      title={`${countOf(all, 'Accepted')} of ${length} accepted`} onClose={onClose}
      foot={<Button onClick={() => saveCsv('acceptances.csv', receiptOf(all))}>Receipt as CSV</Button>}
    >
      <p role="status">{answered < length ? `Sending ${answered} of ${length}…` : `All ${length} were answered: ${summaryOf(all)}.`}</p>
      {first && answered === length && <p className="line"><Countdown dueAt={first.due_at} /><Button data-first onClick={() => void undoAndTell(undoAll)}>Undo all {held.length}</Button></p>}
      <table className="table cases">
        <caption className="unseen">What became of each</caption>
        <tbody>
          {all.map(({ attempt: { key, dispute, stage }, outcome }) => (
            <tr key={key}>
              <th scope="row"><bdi>{dispute.theirs.id}</bdi><div className="reason">{outcome.detail}</div></th>
              <td className="end"><Money amount={dispute.amount} /></td>
              <td className="end">{outcome.word}{stage.at === 'unheard' && <UnheardButtons attemptKey={key} stage={stage} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

function receiptOf(all: All): string {
  return csvText(['dispute', 'provider reference', 'amount', 'currency', 'outcome', 'detail', 'reason', 'note', 'act', 'idempotency key'], all.map(({ attempt: { key, dispute, wanted }, outcome }) => [
    dispute.id, dispute.theirs.id, moneyText(dispute.amount).split(' ')[0]!.replaceAll(',', ''), dispute.amount.currency, outcome.word, outcome.detail,
    wanted.kind === 'accept' ? acceptReasonWords[wanted.body.reason] : '', wanted.kind === 'accept' ? wanted.body.note ?? '' : '', outcome.act?.id ?? '', key,
  ]))
}
