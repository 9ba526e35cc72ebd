// Which calls will fail, how, and how many times; and the way back. Somebody who tests learns here what "outcome unknown" looks like.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dialects, type DialectName } from '../../../src/core/dispute.ts'
import type { AnswerOf } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { Choice } from '../../parts/wire/choice.tsx'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Problem } from '../../ui/states.tsx'
import { dialectWords } from '../../words.ts'
import { Panel, useServerReason } from './panel.tsx'

type Fault = AnswerOf<'GET /v1/sandbox/faults'>['data'][number]

const faultWords: Record<Fault['fault'], string> = {
  refuse: 'Is refused', 'error-before': 'Answers 500, nothing happened', 'error-after': 'Answers 500, but it happened', 'timeout-before': 'Never answers, nothing happened',
  'timeout-after': 'Never answers, but it happened', 'drop-before': 'Hangs up, nothing happened', 'drop-after': 'Hangs up, but it happened', slow: 'Answers late', garbage: 'Answers with garbage',
}
const route = 'GET /v1/sandbox/faults'

export function Faults() {
  const off = useServerReason()
  const { data, error } = useQuery({ ...get(route, {}), enabled: off === null })
  const clear = useSending('DELETE /v1/sandbox/faults', [route])
  const rows = data?.data ?? []
  return (
    <Panel title="Faults" aside={<Button size="small" reason={off ?? (rows.length === 0 ? 'There are none.' : null)} reasonHidden onClick={() => void clear.go({})}>Clear all</Button>}>
      {error && <Problem error={error} />}
      {off === null && <DataTable caption="What will go wrong" captionHidden rows={rows} rowKey={one => `${one.dialect} ${one.operation} ${one.fault}`} none="Nothing will go wrong." columns={[
        { head: 'Provider', cell: one => dialectWords[one.dialect] }, { head: 'Call', cell: one => <code>{one.operation}</code> }, { head: 'What', cell: one => faultWords[one.fault] }, { head: 'Times', end: true, cell: one => one.times },
      ]} />}
      <Failure of={clear} />
      <AddFault off={off} />
    </Panel>
  )
}

function AddFault({ off }: { off: string | null }) {
  const { data: providers } = useQuery(get('GET /v1/dialects', {}))
  const add = useSending('POST /v1/sandbox/faults', [route])
  const [dialect, setDialect] = useState<DialectName>('native')
  const [chosen, setOperation] = useState('')
  const [fault, setFault] = useState<Fault['fault']>('timeout-after')
  const [times, setTimes] = useState('1')
  const operations = providers?.data.find(one => one.dialect === dialect)?.operations ?? []
  const operation = operations.includes(chosen) ? chosen : operations.find(one => one.startsWith('acceptDispute')) ?? operations[0] ?? ''
  const body = { dialect, operation, fault, times: Number(times) }
  const reason = off ?? (add.isSending ? 'Sending…' : operation === '' ? 'Its calls are not known yet.' : /^[1-9]\d{0,2}$|^1000$/.test(times) ? null : 'Times is a number from 1 to 1000.')
  return (
    <>
      <div className="fields">
        <Choice label="Provider" value={dialect} options={dialects.map(one => [one, dialectWords[one]])} onChange={one => { if (one !== '') setDialect(one) }} />
        <Choice label="Call" value={operation} options={operations.map(one => [one, one])} onChange={setOperation} />
        <Choice label="What happens" value={fault} options={Object.entries(faultWords) as [Fault['fault'], string][]} onChange={one => { if (one !== '') setFault(one) }} />
        <Field label="Times">{control => <input {...control} inputMode="numeric" dir="ltr" maxLength={4} value={times} onChange={event => setTimes(event.target.value.trim())} />}</Field>
      </div>
      <div className="line"><Button reason={reason} onClick={() => void add.go({ body })}>Let it fail</Button></div>
      <Failure of={add} />
      <CurlLine label="let it fail" method="POST" target="/v1/sandbox/faults" body={body} needs="administrator" />
    </>
  )
}
