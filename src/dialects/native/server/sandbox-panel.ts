// The control panel of the sandbox: its clock, its faults, and the way back to the beginning.

import { addDuration } from '../../../core/duration.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Sandbox } from '../../../engine/sandbox.ts'
import { instantText } from '../translate.ts'
import type { Part } from './call.ts'
import type { Once } from './once.ts'
import { answerOf, failure, json, nothing } from './reply.ts'

type Mine = 'getClock' | 'setClock' | 'listFaults' | 'addFault' | 'clearFaults' | 'resetSandbox'

/** The panel belongs to the whole server: its keys are kept under no merchant. */
const nobody = '' as MerchantId

export function sandboxPanelCalls(sandbox: Sandbox, once: Once): Part<Mine> {
  const clock = () => ({ now: instantText(sandbox.now()) })
  return {
    getClock: () => json(200, clock()),
    setClock: call => once(nobody, call, async () => {
      const { advance, set } = call.body
      const moved = await sandbox.moveTo(set ?? addDuration(sandbox.now(), advance!))
      return moved ? answerOf(200, { now: instantText(moved.now), happened: moved.happened }) : failure('clock_not_forward')
    }),
    listFaults: () => json(200, { data: sandbox.faults() }),
    addFault: call => once(nobody, call, async () => {
      sandbox.setFault(call.body)
      return answerOf(201, { data: sandbox.faults() })
    }),
    clearFaults() {
      sandbox.clearFaults()
      return nothing(204)
    },
    async resetSandbox() {
      await sandbox.reset()
      return json(200, clock())
    },
  }
}
