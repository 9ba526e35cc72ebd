// When a sheet may send: somebody whose role allows it, a dispute that was looked at, and nothing that changed unseen.

import { useState } from 'react'
import { roleReason } from '../../actions/running.ts'
import { changesOf } from './changes.ts'
import type { FormProps } from './decision-sheet.tsx'

export function useGate({ fresh, attempt, onAnew }: FormProps, onSeen: () => void = () => {}) {
  const { dispute } = fresh
  const [seen, setSeen] = useState(dispute)
  const changes = changesOf(seen, dispute)
  const isSending = attempt?.stage.at === 'sending'
  const refused = attempt?.stage.at === 'refused' ? attempt.stage.problem : null
  const isGone = attempt?.stage.at === 'elsewhere'
  const off = roleReason('operator') ?? (fresh.isReady ? null : 'Checking the dispute first.')
    ?? (refused ? 'It was refused: look again first.' : (isGone || changes.length > 0) && !isSending ? 'Look at what changed first.' : null)
  // That one is over, and another intention has another key.
  const anew = () => {
    if (refused || isGone) onAnew()
    fresh.again()
  }
  const see = () => {
    setSeen(dispute)
    onSeen()
    anew()
  }
  return { changes: isSending ? [] : changes, refused, isSending, off, anew, see }
}
