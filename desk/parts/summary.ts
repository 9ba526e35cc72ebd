// What is due, counted: asked for once and shown in several places.

import { get } from '../api/queries.ts'
import { ownZone } from '../time.ts'

export const summary = () => get('GET /v1/summary', { query: { zone: ownZone() } })
