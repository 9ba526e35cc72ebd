import type { AnswerOf } from '../../api/contract.ts'

export type Webhook = AnswerOf<'GET /v1/webhooks'>['data'][number]
/** A secret to be shown once. */
export type Told = { title: string; about: string; secret: string }
