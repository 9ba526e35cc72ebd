// The body of notifyDispute (docs.antom.com/ac/ams/notify_dispute). Types and words only.

export const notificationTypes = [
  'DISPUTE_CREATED', 'DISPUTE_JUDGED', 'DISPUTE_CANCELLED', 'DEFENSE_SUPPLIED', 'DEFENSE_DUE_ALERT', 'DISPUTE_ACCEPTED', 'RDR_RESOLVED',
] as const
export type NotificationType = (typeof notificationTypes)[number]

export const judgedResults = ['ACCEPT_BY_CUSTOMER', 'ACCEPT_BY_MERCHANT', 'VALIDATE_SUCCESS', 'VALIDATE_FAIL'] as const
export type JudgedResult = (typeof judgedResults)[number]

export const acceptReasons = ['MERCHANT_ACCEPTED', 'TIMEOUT', 'MANUAL_PROCESSING_ACCEPTED'] as const
export type AcceptReason = (typeof acceptReasons)[number]

export type DisputeType = 'CHARGEBACK' | 'RETRIEVAL_REQUEST' | 'COMPLIANCE_REQUEST'

/** The amount in the smallest unit, as text. */
export type Amount = { currency: string; value: string }

/** In the order of the alphabet, as the documented example has them. Everything is text but `defendable`, which the Go client reads as a boolean. */
export type WireNotice = {
  arn?: string
  defendable?: boolean
  defenseDueTime?: string
  disputeAcceptReason?: AcceptReason
  disputeAcceptTime?: string
  disputeAmount?: Amount
  disputeId: string
  disputeJudgedAmount?: Amount
  disputeJudgedResult?: JudgedResult
  disputeJudgedTime?: string
  disputeNotificationType: NotificationType
  disputeReasonCode?: string
  disputeReasonMsg?: string
  disputeSource?: string
  disputeTime?: string
  disputeType?: DisputeType
  paymentId: string
  paymentRequestId: string
}
