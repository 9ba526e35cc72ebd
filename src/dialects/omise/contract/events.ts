// What has happened, as events. Data only.

import { z } from 'zod'
import { anyOf, form, ignored, json, type Endpoint } from '../../../wire/contract.ts'
import { headers, pageBody, pageQuery, readFailures } from './common.ts'
import { event, listOf, oldEvent } from './dispute.ts'
import { exampleEvent, listExample, sample } from './examples.ts'

const either = z.union([event, oldEvent])

export const eventEndpoints = {
  listEvents: {
    method: 'GET', path: '/events', operation: 'listEvents', summary: 'List events', tags: ['Events'], scope: 'read', headers, query: pageQuery,
    description: 'In the version of the account, whatever version is asked for.',
    body: anyOf(json(pageBody, { optional: true }), form(pageBody, { optional: true })),
    answers: { 200: { description: 'A page of the list.', schema: listOf(either), example: listExample([exampleEvent], '/events') } },
    failures: readFailures,
    examples: { all: { status: 200 }, strange: { summary: 'An order that there is not', query: { order: 'random' }, status: 400 } },
  },
  getEvent: {
    method: 'GET', path: '/events/{id}', operation: 'getEvent', summary: 'Retrieve an event', tags: ['Events'], scope: 'read', headers, body: ignored(),
    params: z.object({ id: z.string() }),
    answers: { 200: { description: 'The event, with how its deliveries went.', schema: either, example: exampleEvent } },
    failures: [...readFailures, 'event_not_found'],
    examples: { one: { params: { id: sample.event }, status: 200 }, unknown: { params: { id: 'evnt_test_00000000000000000000000000' }, status: 404 } },
  },
} as const satisfies Record<string, Endpoint>
