// The session ended in the middle of work: what is on the screen stays, whoever it was signs in again in place. It may be put aside, to look
// at what was being written; nothing is sent until then.

import { useState } from 'react'
import { useUser } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SignInForm } from './form.tsx'

export function SignInAgain() {
  const [isAside, setAside] = useState(false)
  const { name } = useUser()
  if (isAside) return <section className="ended" role="status" aria-label="Session"><span>Your session has ended. Nothing can be sent.</span><Button kind="primary" size="small" onClick={() => setAside(false)}>Sign in again</Button></section>
  return (
    <Sheet title="Your session has ended" side="center" onClose={() => setAside(true)} closeWord="Not now">
      <p>What you were doing is still here. Sign in again to go on.</p>
      <SignInForm name={name} />
      <p className="soft small">Whoever else signs in here begins anew and sees nothing of it.</p>
    </Sheet>
  )
}
