// The columns of the list, and which of them can be filtered by the value that a row has there.

import type { Row } from '../../parts/rows.ts'
import type { Token } from './filter.ts'

export const columns = ['select', 'deadline', 'amount', 'claim', 'customer', 'where', 'stage', 'evidence', 'owner', 'status'] as const
export type ColumnName = (typeof columns)[number]

export const columnWords: Record<ColumnName, string> = {
  select: 'Select', deadline: 'Answer by', amount: 'Amount', claim: 'Claim', customer: 'Customer', where: 'Where', stage: 'Stage', evidence: 'Evidence', owner: 'Owner', status: 'Status',
}

/** Those that "same value" can be asked for, in the order of the arrows. */
export const filterable = ['amount', 'claim', 'where', 'stage', 'evidence', 'owner'] as const satisfies readonly ColumnName[]
export type Filterable = (typeof filterable)[number]

export const sameValue: Record<Filterable, (row: Row) => Token> = {
  amount: ({ amount }) => ({ name: 'currency', value: amount.currency.toLowerCase() }),
  claim: ({ reason }) => ({ name: 'reason', value: reason.category }),
  where: ({ dialect }) => ({ name: 'provider', value: dialect }),
  stage: ({ phase }) => ({ name: 'stage', value: phase }),
  evidence: ({ evidence }) => ({ name: 'evidence', value: evidence.length > 0 ? 'some' : 'none' }),
  owner: ({ owner }) => ({ name: 'assignee', value: owner?.id ?? 'none' }),
}
