export type { Dispute, InputOf } from '../../api/contract.ts'
export type SandboxAct = `POST /v1/sandbox/disputes/{id}/${'judge' | 'escalate' | 'deadline' | 'reverse'}`
