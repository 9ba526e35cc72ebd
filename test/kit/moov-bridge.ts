/** Moov as the provider: a Parley in a process of its own speaks its language, another one here reaches it through a connection. */
import { sandboxAdminKey } from '../../src/app/config.ts'
import type { Bridge } from './bridge.ts'
import { startApart } from './bridge-apart.ts'

export type MoovBridge = Bridge & { admin: string; opening: typeof moovOpening }

export const moovOpening = { dialect: 'moov' as const, amount: { value: 257_753, currency: 'USD' }, reason: { category: 'fraud', code: '10.4' }, payment: { id: 'ecac148a-917e-4ee0-b46a-c51408939fff' } }

export const startMoovBridge = async (): Promise<MoovBridge> => ({ ...await startApart({ opening: moovOpening }), admin: sandboxAdminKey, opening: moovOpening })
