// Alipay's dispute API as data: three calls, each under the live and the sandbox path. It holds no behaviour.

import { defineContract } from '../../wire/contract.ts'
import { endpoints } from './contract/endpoints.ts'
import { jsonType, resultOnly } from './contract/shapes.ts'
import { failures } from './results.ts'

export const alipayContract = defineContract({
  name: 'alipay',
  title: 'Alipay / Antom disputes',
  version: 'v1',
  description: 'acceptDispute, supplyDefenseDocument and downloadDisputeEvidence as Alipay (Antom) documents them. Success and failure are told by `result` inside a 200, and both sides sign.',
  prefixes: ['/ams/api', '/ams/sandbox/api'],
  endpoints,
  failures,
  failureSchema: resultOnly,
  failureContentType: jsonType,
  securitySchemes: {
    clientId: { type: 'apiKey', in: 'header', name: 'client-id', description: 'The client id; one that begins with SANDBOX_ may use both paths.' },
    requestTime: { type: 'apiKey', in: 'header', name: 'request-time', description: 'Any text without line breaks; it is signed as it is.' },
    signature: {
      type: 'apiKey', in: 'header', name: 'signature',
      description: '`algorithm=RSA256,keyVersion=1,signature=…`: URL-encoded Base64 of RSA-SHA256 over `POST <path>\\n<client-id>.<request-time>.<body>`.',
    },
  },
  singleHeaders: ['client-id', 'request-time', 'signature'],
  // The Go SDK sends two content types (alipay/global-open-sdk-go:com/alipay/api/defaultAlipayClient.go).
  repeatableHeaders: ['content-type'],
})

export type AlipayContract = typeof alipayContract
