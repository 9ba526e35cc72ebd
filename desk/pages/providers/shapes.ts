import type { AnswerOf } from '../../api/contract.ts'

export type Connection = AnswerOf<'GET /v1/connections'>['data'][number]
export type Provider = AnswerOf<'GET /v1/dialects'>['data'][number]
