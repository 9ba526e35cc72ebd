// What a dispute, a document, an event and a list look like on this API's wire, newest and older. Data only.

import { z } from 'zod'
import { statuses } from '../status.ts'

const time = z.string().meta({ description: 'UTC, whole seconds.', examples: ['2026-11-20T09:00:00Z'] })
const amount = z.int().meta({ description: 'Smallest unit of the currency: THB 100000 is 1,000.00, JPY 1000 is 1,000.' })
const status = z.enum(statuses)

export const listOf = <S extends z.ZodType>(item: S) => z.object({
  object: z.literal('list'), data: z.array(item), limit: z.int(), offset: z.int(), total: z.int(), location: z.string(),
  order: z.string().nullable(), from: time, to: time,
})
export type WireList<T> = Omit<z.output<ReturnType<typeof listOf>>, 'data'> & { data: T[] }

export const document = z.object({
  object: z.literal('document'), livemode: z.boolean(), id: z.string(), deleted: z.boolean(), filename: z.string(), location: z.string(),
  kind: z.string().nullable(), download_uri: z.string().nullable(), created_at: time,
}).meta({ id: 'OmiseDocument' })
export type WireDocument = z.output<typeof document>

export const oldDocument = z.object({
  object: z.literal('document'), id: z.string(), livemode: z.boolean(), location: z.string(), filename: z.string(), created: time,
}).meta({ id: 'OmiseOldDocument' })
export type OldDocument = z.output<typeof oldDocument>

const transaction = z.object({
  object: z.literal('transaction'), id: z.string(), livemode: z.boolean(), currency: z.string(), amount, location: z.string(),
  direction: z.enum(['debit', 'credit']), key: z.enum(['dispute.started.debit', 'dispute.won.credit']), origin: z.string(),
  transferable_at: time, created_at: time,
}).meta({ id: 'OmiseTransaction' })
export type WireTransaction = z.output<typeof transaction>

export const dispute = z.object({
  object: z.literal('dispute'), id: z.string(), livemode: z.boolean(), location: z.string(), currency: z.string(), amount,
  funding_amount: amount, funding_currency: z.string(), metadata: z.record(z.string(), z.json()), charge: z.string(),
  documents: listOf(document), transactions: z.array(transaction), admin_message: z.string().nullable(), message: z.string().nullable(),
  reason_code: z.string(), reason_message: z.string(), status, closed_at: time.nullable(), created_at: time,
}).meta({ id: 'OmiseDispute' })
export type WireDispute = z.output<typeof dispute>

export const oldDispute = z.object({
  object: z.literal('dispute'), id: z.string(), livemode: z.boolean(), location: z.string(), amount, currency: z.string(), status,
  message: z.string().nullable(), charge: z.string(), created: time, documents: listOf(oldDocument), transaction: z.string().nullable(),
  reason_code: z.string(), reason_message: z.string(), closed_at: time.nullable(),
}).meta({ id: 'OmiseOldDispute', description: 'Before 2019-05-29.' })
export type OldDispute = z.output<typeof oldDispute>

const eventKey = z.enum(['dispute.create', 'dispute.update', 'dispute.accept', 'dispute.close'])
export type EventKey = z.output<typeof eventKey>

const delivery = z.object({
  object: z.literal('webhook_delivery'), id: z.string(), uri: z.string(), status: z.int().nullable(), key: z.string(), error: z.string().nullable(),
  payload: z.string(), created_at: z.string().meta({ examples: ['2026-11-20 09:00:00 UTC'] }),
})
export type WireWebhookDelivery = z.output<typeof delivery>

export const event = z.object({
  object: z.literal('event'), id: z.string(), livemode: z.boolean(), location: z.string(), webhook_deliveries: z.array(delivery), data: dispute,
  key: eventKey, created_at: time,
}).meta({ id: 'OmiseEvent' })
export type WireEvent = z.output<typeof event>

export const oldEvent = z.object({
  object: z.literal('event'), id: z.string(), livemode: z.boolean(), location: z.string(), key: eventKey, created: time, data: oldDispute,
}).meta({ id: 'OmiseOldEvent' })
export type OldEvent = z.output<typeof oldEvent>

export const search = z.object({
  object: z.literal('search'), data: z.array(z.union([dispute, oldDispute])), order: z.string(), scope: z.literal('dispute'), query: z.string(),
  filters: z.record(z.string(), z.string()), page: z.int(), per_page: z.int(), location: z.string(), total_pages: z.int(), total: z.int(),
  export: z.null().optional(), aggregate_level: z.null().optional(),
}).meta({ id: 'OmiseSearch' })
