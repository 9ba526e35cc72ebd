// Begins again: everything is emptied and the sample cast is loaded. It asks for the word, because every merchant of the sandbox is gone with it.

import { useState } from 'react'
import { refreshSession } from '../../api/session.ts'
import { CurlLine } from '../../parts/wire/own-call.tsx'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { TypedSheet } from '../../parts/wire/typed-sheet.tsx'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.tsx'
import { Panel, useServerReason } from './panel.tsx'

export function Reset() {
  const [open, setOpen] = useState(false)
  const reset = useSending('POST /v1/sandbox/reset', ['GET '], refreshSession)
  const reason = useServerReason()
  const confirm = async () => {
    if (!(await reset.go({ body: {} }))) return
    setOpen(false)
    toast({ text: 'The sandbox is as on its first day.' })
  }
  return (
    <Panel title="Begin again">
      <p className="soft">Empties this sandbox and loads the sample cast. What you opened, decided and connected here is gone.</p>
      <div className="line"><Button kind="danger" reason={reason} onClick={() => setOpen(true)}>Reset the sandbox…</Button></div>
      <CurlLine label="reset" method="POST" target="/v1/sandbox/reset" body={{}} needs="administrator" />
      {open && (
        <TypedSheet title="Reset the sandbox?" word="reset" confirm="Empty it and begin again" busy={reset.isSending} onConfirm={() => void confirm()} onClose={() => setOpen(false)}>
          <p>Every merchant, dispute, key, webhook and person of this sandbox is removed, and the sample cast is loaded. This cannot be taken back.</p>
          <Failure of={reset} />
        </TypedSheet>
      )}
    </Panel>
  )
}
