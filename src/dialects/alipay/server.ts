// Serves Alipay's calls: parse and verify, perform, answer and sign. Nothing is decided here.

import type { Services } from '../dialect.ts'
import { withFaults } from '../faults.ts'
import type { Handlers } from '../../wire/contract.ts'
import type { WireHandle, WireRequest } from '../../wire/http.ts'
import { serve } from '../../wire/serve.ts'
import { alipayContract, type AlipayContract } from './contract.ts'
import { callOf } from './contract/endpoints.ts'
import { acceptRefusals } from './refusals.ts'
import type { FailureCode } from './results.ts'
import { acceptCall } from './server/accept.ts'
import { failureAnswer, signedAnswer } from './server/answers.ts'
import { authenticate, type Caller } from './server/authenticate.ts'
import { clientsOf } from './server/clients.ts'
import { downloadCall } from './server/download.ts'
import { supplyCall } from './server/supply.ts'
import { orUnknown } from './server/unknown.ts'
import { usualSwitches, type AlipaySwitches } from './switches.ts'

export function serveAlipay(services: Services, switches: AlipaySwitches = usualSwitches): WireHandle {
  const clients = clientsOf(services)
  const handle = serve<AlipayContract, Caller>(alipayContract, handlersOf(services), {
    authenticate: (request, endpoint) => orUnknown(() => authenticate(clients, request, endpoint, { switches, now: services.engine.world.now() })),
    failureOf: code => failureAnswer(code as FailureCode),
    onBug: (error, { id }) => services.onBug(error, id),
  })
  const faulty = withFaults({ contract: alipayContract, services: { ...services, sandbox: oneNamePerCall(services.sandbox) }, handle, failed })
  const signing = async (request: WireRequest) => signedAnswer(await faulty(request), request, clients, services.engine.world.now())
  return Object.assign(signing, { bodyLimit: handle.bodyLimit })
}

function handlersOf(services: Services): Handlers<AlipayContract, Caller> {
  const [accept, supply, download] = [acceptCall(services), supplyCall(services), downloadCall(services)]
  const calls = {
    acceptDispute: (call: Parameters<typeof accept>[0]) => orUnknown(() => accept(call)),
    supplyDefenseDocument: (call: Parameters<typeof supply>[0]) => orUnknown(() => supply(call)),
    downloadDisputeEvidence: (call: Parameters<typeof download>[0]) => orUnknown(() => download(call)),
  }
  return {
    ...calls, acceptDisputeInSandbox: calls.acceptDispute, supplyDefenseDocumentInSandbox: calls.supplyDefenseDocument,
    downloadDisputeEvidenceInSandbox: calls.downloadDisputeEvidence,
  }
}

/** A fault is set for a call, whichever of its two paths it comes by. */
function oneNamePerCall(sandbox: Services['sandbox']): Services['sandbox'] {
  return sandbox && { ...sandbox, takeFault: (dialect, operation) => sandbox.takeFault(dialect, callOf(operation)) }
}

const failed = (code: 'provider_refused' | 'internal_error' | 'overloaded') => failureAnswer(code === 'provider_refused' ? acceptRefusals.provider_refused : code)
