// What each provider is here, from its terms, its contract and its connector. It holds no rule itself.

import { dialects, type DialectName } from '../../../core/dispute.ts'
import type { Services } from '../../dialect.ts'
import type { WireProvider } from '../contract/dialects.ts'
import type { Part } from './call.ts'
import { json } from './reply.ts'

export function dialectCalls(services: Services): Part<'listDialects'> {
  return { listDialects: () => json(200, { data: dialects.map(dialect => providerOf(services, dialect)) }) }
}

function providerOf({ engine, provider, bridge }: Services, dialect: DialectName): WireProvider {
  const { name, accept, operations } = provider(dialect)
  const { acceptPhases, acceptUnderReview, respondWithin, overdueStays = false, secondCycle, evidence } = engine.termsOf(dialect)
  return {
    dialect, name, accept, accept_phases: [...acceptPhases], accept_under_review: acceptUnderReview, respond_within: respondWithin, overdue_stays: overdueStays, second_cycle: secondCycle,
    evidence: {
      files: evidence.files, file_bytes: evidence.fileBytes, total_bytes: evidence.totalBytes, types: [...evidence.types], text_length: evidence.textLength, statement_alone: evidence.statementAlone,
    },
    connection: connectionOf(bridge.connectorOf(dialect)), operations,
  }
}

function connectionOf(connector: ReturnType<Services['bridge']['connectorOf']>): WireProvider['connection'] {
  return connector && {
    url: connector.production,
    credentials: connector.credentials.map(({ name, secret, optional = false, about }) => ({ name, secret, needed: !optional, about })),
    switches: Object.entries(connector.switches).map(([name, { values, about }]) => ({ name, values: [...values], about })),
  }
}
