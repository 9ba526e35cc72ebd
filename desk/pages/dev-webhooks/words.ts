// How a delivery stands, in words.

import type { AnswerOf } from '../../api/contract.ts'
import type { Tone } from '../../words.ts'

export type Delivery = AnswerOf<'GET /v1/notices/{id}'>['deliveries'][number]

export const deliveryWords: Record<Delivery['state'], { word: string; filter: string; tone: Tone }> = {
  pending: { word: 'On its way', filter: 'On their way', tone: 'warn' },
  delivered: { word: 'Delivered', filter: 'Delivered', tone: 'good' },
  exhausted: { word: 'Dead end', filter: 'Dead ends', tone: 'bad' },
}
export const deliveryStates = Object.keys(deliveryWords) as Delivery['state'][]
