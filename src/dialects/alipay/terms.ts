// Alipay's (Antom's) rules for disputes, as data that decide reads. Each value that surprises names its page; this file holds no logic.

import type { Terms } from '../../core/terms.ts'

/** The only length that is published: opened 2025-01-02, due 2025-01-13 (docs.antom.com/ac/cashierpay/dispute). The API fixes none. */
const elevenDays = 'P11D'

export const alipayTerms: Terms = {
  dialect: 'alipay',
  // A repeated or late decision is REPEAT_REQUEST (global.alipay.com/docs/ac/ams/accept, 2024-02-23); that a defended dispute counts
  // as decided is our reading.
  acceptUnderReview: false,
  // CHARGEBACK (later rounds are told as one too), RETRIEVAL_REQUEST and COMPLIANCE_REQUEST, and `unknown` because disputeType is
  // optional; no page limits accept to one. An alert is Visa's RDR, which arrives settled (RDR_RESOLVED), so there is nothing to accept.
  acceptPhases: ['inquiry', 'chargeback', 'pre_arbitration', 'arbitration', 'compliance', 'unknown'],
  family: {
    alert: 'no_money_yet',
    // A retrieval request costs no fee and takes no amount; so does a compliance request (docs.antom.com/ac/dispute_zh-cn/dispute_resolution).
    inquiry: 'no_money_yet',
    compliance: 'no_money_yet',
    // Frozen from the start (docs.antom.com/ac/cashierpay/dispute), unfrozen or taken by the judgement (docs.antom.com/ac/ams/notify_dispute).
    chargeback: 'held_at_opening',
    pre_arbitration: 'held_at_opening',
    arbitration: 'held_at_opening',
    unknown: 'held_at_opening',
  },
  // Accepting means agreeing to refund, whatever the type (the documentation index's line on acceptDispute).
  concedingDebits: true,
  // DEFENSE_DUE_ALERT comes in the 24 hours before defenseDueTime, so at once where less is left (docs.antom.com/ac/ams/notify_dispute).
  warnsAtOnce: true,
  respondWithin: {
    alert: elevenDays, inquiry: elevenDays, chargeback: elevenDays, pre_arbitration: elevenDays,
    arbitration: elevenDays, compliance: elevenDays, unknown: elevenDays,
  },
  evidence: {
    // DOC, DOCX and PDF (docs.antom.com/ac/dispute/defend_chargeback).
    // The call itself names no kind and refuses none (docs.antom.com/ac/ams/supply_evidence), so what is not recognised is taken too.
    types: ['application/pdf', 'application/msword', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/octet-stream'],
    // disputeEvidence is Base64 of at most 1,000,000 characters (docs.antom.com/ac/ams/supply_evidence). The dashboard's 4 MB are not the API's.
    fileBytes: 750_000,
    totalBytes: 750_000,
    // One document per call, and a chargeback's cannot be added to afterwards.
    files: 1,
    // The call has a document and nothing else: there is no field into which a text could go.
    textLength: 0,
    statementAlone: false,
  },
  // Every judgement is final. VALIDATE_FAIL of a compliance request leads back from review to an answer, which is no second cycle.
  secondCycle: false,
}
