// Older versions of the API, made of the newest by what changed (upgrade guide 2017 to 2019; recordings of 2017 in omise-elixir). Pure.

import type { OldDispute, OldDocument, OldEvent, WireDispute, WireDocument, WireEvent, WireList } from './contract/dispute.ts'
import { isOld, type Version } from './view.ts'

export const disputeIn = (version: Version, dispute: WireDispute): WireDispute | OldDispute => (isOld(version) ? oldDispute(dispute) : dispute)
export const documentIn = (version: Version, document: WireDocument): WireDocument | OldDocument => (isOld(version) ? oldDocument(document) : document)
export const eventIn = (version: Version, event: WireEvent): WireEvent | OldEvent => (isOld(version) ? oldEvent(event) : event)

/** One transaction, the one that opened it, and no accounts of other money. */
function oldDispute(dispute: WireDispute): OldDispute {
  const { object, id, livemode, location, amount, currency, status, message, charge, created_at, transactions, reason_code, reason_message, closed_at } = dispute
  return {
    object, id, livemode, location, amount, currency: currency.toLowerCase(), status, message, charge, created: created_at,
    documents: oldDocuments(dispute.documents), transaction: transactions.at(-1)?.id ?? null, reason_code, reason_message, closed_at,
  }
}

const oldDocuments = (list: WireList<WireDocument>): WireList<OldDocument> => ({ ...list, data: list.data.map(oldDocument), order: null })

const oldDocument = ({ object, id, livemode, location, filename, created_at }: WireDocument): OldDocument =>
  ({ object, id, livemode, location, filename, created: created_at })

const oldEvent = ({ object, id, livemode, location, key, created_at, data }: WireEvent): OldEvent =>
  ({ object, id, livemode, location, key, created: created_at, data: oldDispute(data) })
