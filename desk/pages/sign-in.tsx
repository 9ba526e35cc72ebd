// The way in, for whoever has no session. Where somebody wanted to go stays in the address, so that they are there afterwards.

import { Link, useNavigate } from '@tanstack/react-router'
import { useSession } from '../api/session.ts'
import { Page } from '../parts/page.tsx'
import { SignInForm } from '../parts/sign-in/form.tsx'

export default function SignIn() {
  const session = useSession()
  const navigate = useNavigate()
  const done = () => { if (location.pathname.endsWith('/sign-in')) void navigate({ to: '/', search: {} }) }
  if (session?.user && !session.user.demo) return <Page title="Sign in"><p>You are signed in as <bdi>{session.user.name}</bdi>.</p><p><Link to="/" search={{}} className="button">To the queue</Link></p></Page>
  return (
    <div className="sign-in-page card">
      <Page title="Sign in to Parley" aside={session?.mode === 'sandbox' ? <span className="ribbon">Sandbox</span> : undefined}>
        {session?.user && <p>You are the demo operator of this sandbox. Sign in as somebody else:</p>}
        <SignInForm onDone={done} />
        <p className="soft small">People are added by an administrator under Team, or on the server with <code>parley user add</code>. A lost password is set anew the same way.</p>
      </Page>
    </div>
  )
}
