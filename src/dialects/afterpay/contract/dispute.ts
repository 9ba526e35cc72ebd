// A dispute as Afterpay writes it. Data only.

import { z } from 'zod'
import { closingReasons, reasons, statuses } from '../words.ts'
import { decimal, epochSeconds } from './common.ts'

export const dispute = z.object({
  id: z.string(),
  order: z.string().meta({ description: 'Token of the disputed order.' }),
  amount: decimal,
  currency: z.string().meta({ description: 'ISO 4217. In the older editions only.' }),
  reason: z.enum(reasons),
  status: z.enum(statuses),
  open: z.boolean().meta({ description: 'True until a final decision.' }),
  responseDueBy: epochSeconds,
  createdAt: epochSeconds,
  openingNote: z.string().meta({ description: 'The customer\'s own words.' }),
  openingNoteAttachments: z.union([z.string(), z.array(z.string())]).nullable().meta({ description: 'Null, or a string that holds a JSON array of file ids; an array where the operator chose so.' }),
  updatedAt: epochSeconds,
  closingReason: z.enum(closingReasons).optional().meta({ description: 'Absent while the dispute is open, and for what a refund or a cancellation ended.' }),
  closingNote: z.string().nullable(),
  merchantOrderId: z.string(),
  transactionDate: epochSeconds,
  settlementAmount: decimal,
  meta: z.object({
    transactionAmount: decimal, orderType: z.enum(['ONLINE', 'INSTORE']), network: z.string().optional(), networkReferenceId: z.string().optional(),
  }),
}).meta({ id: 'Dispute' })

export type WireDispute = z.input<typeof dispute>

export const disputeList = z.object({ data: z.array(dispute), offset: z.int(), limit: z.int(), total: z.int() }).meta({ id: 'DisputeList' })
