// The control panel of the sandbox: its clock, its faults, and the way back to the beginning.

import { addDuration } from '../../../core/duration.ts'
import type { MerchantId } from '../../../core/ids.ts'
import type { Sandbox } from '../../../engine/sandbox.ts'
import { instantText } from '../translate.ts'
import type { Part, Reply } from './call.ts'
import type { Once } from './once.ts'
import { answerOf, failure, json, nothing } from './reply.ts'

type Mine = 'getClock' | 'setClock' | 'listFaults' | 'addFault' | 'clearFaults' | 'resetSandbox'

/** The panel belongs to the whole server: its keys are kept under no merchant. */
const nobody = '' as MerchantId

/** Far enough from the last instant there is that no deadline, retry or expiry counted from here goes past it. */
const latestClock = Date.UTC(9000, 0, 1)

export function sandboxPanelCalls(sandbox: Sandbox, once: Once): Part<Mine> {
  const clock = () => ({ now: instantText(sandbox.now()) })
  return {
    getClock: () => json(200, clock()),
    setClock: call => once(nobody, call, async () => {
      const { advance, set } = call.body
      const target = set ?? addDuration(sandbox.now(), advance!)
      if (target > latestClock) return tooFar(set === undefined ? '/advance' : '/set')
      const moved = await sandbox.moveTo(target)
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

function tooFar(pointer: string): Reply {
  const expected = 'expected an instant not after the beginning of the year 9000'
  return { failure: 'invalid_body', detail: 'The clock of the sandbox goes no further than the year 9000.', violations: [{ in: 'body', pointer, expected }] }
}
