// New credentials for a connection that is there. What is left empty stays as it is.

import { useState } from 'react'
import { Failure, useSending } from '../../parts/wire/sending.tsx'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.tsx'
import { CredentialFields, filledIn, type Needed } from './credential-fields.tsx'
import type { Connection } from './shapes.ts'

export function CredentialsSheet({ connection: { id, name }, needs, onClose }: { connection: Connection; needs: Needed; onClose(): void }) {
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const change = useSending('PATCH /v1/connections/{id}', ['GET /v1/connections'])
  const credentials = filledIn(given)
  const submit = async () => {
    if (!(await change.go({ params: { id }, body: { credentials } }))) return
    onClose()
    toast({ text: 'Saved. Test the connection.' })
  }
  const reason = change.isSending ? 'Sending…' : Object.keys(credentials).length === 0 ? 'Fill in what is new.' : null
  return (
    <Sheet title={<>New credentials for <bdi>{name}</bdi></>} onClose={onClose} foot={<Button kind="primary" reason={reason} onClick={() => void submit()}>Save them</Button>}>
      <p className="soft">What is left empty stays as it is. What you type is sealed on the server and never shown again.</p>
      <CredentialFields needs={needs} given={given} keepsOthers onChange={setGiven} />
      <Failure of={change} />
    </Sheet>
  )
}
