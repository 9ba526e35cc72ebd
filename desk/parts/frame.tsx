// What surrounds every screen: navigation, the bar at the top, news, palette and keys. Without a user it shows the sign-in and nothing else.

import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { listenToKeys, setSingleKeys, singleKeysOn } from '../actions/keyboard.ts'
import { useActions } from '../actions/running.ts'
import { follow } from '../api/live.ts'
import { useSession, type Session } from '../api/session.ts'
import { Skeleton } from '../ui/states.tsx'
import { Toasts, toast } from '../ui/toast.tsx'
import { DecisionHost } from './decision/host.tsx'
import { FrameBar } from './frame-bar.tsx'
import { FrameNav, type Place } from './frame-nav.tsx'
import { nextTheme, theme } from './theme.ts'
import './frame.css'

const SignIn = lazy(() => import('../pages/sign-in.tsx'))
const SignInAgain = lazy(() => import('./sign-in/again.tsx').then(({ SignInAgain: component }) => ({ default: component })))
const Palette = lazy(() => import('../actions/palette.tsx').then(({ Palette: component }) => ({ default: component })))
const Help = lazy(() => import('../actions/help.tsx').then(({ Help: component }) => ({ default: component })))

export function Frame() {
  const session = useSession()
  if (session?.user) return <SignedIn key={`${session.user.id} ${session.merchant?.id}`} session={session} />
  return <><main id="main" className="alone"><Suspense fallback={<Skeleton rows={3} />}><SignIn /></Suspense></main><Toasts /></>
}

function SignedIn({ session }: { session: Session }) {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const close = () => setOpen(null)
  // Without a session there is nothing to follow, and another one is followed anew; what was missed is asked for.
  useEffect(() => (session.ended ? undefined : follow()), [session.ended, session.csrf])
  useEffect(listenToKeys, [])
  useFrameActions(setOpen)
  return (
    <div className="frame" data-mode={session.mode}>
      <a className="skip" href="#main" onClick={event => { event.preventDefault(); document.getElementById('main')?.focus() }}>Skip to the content</a>
      <FrameBar session={session} onPalette={() => setOpen('palette')} onHelp={() => setOpen('help')} />
      <FrameNav />
      <main id="main" tabIndex={-1}><Suspense fallback={<Skeleton />}><Outlet /></Suspense></main>
      <DecisionHost />
      {session.ended && <Suspense><SignInAgain /></Suspense>}
      <Suspense>{open === 'palette' && <Palette onClose={close} />}{open === 'help' && <Help onClose={close} />}</Suspense>
      <Toasts />
    </div>
  )
}

function useFrameActions(setOpen: (what: 'palette' | 'help') => void): void {
  const navigate = useNavigate()
  const go = (to: Place) => () => void navigate({ to, search: {} })
  useActions({
    'palette.open': () => setOpen('palette'),
    'help.open': () => setOpen('help'),
    'search.focus': () => document.getElementById('search')?.focus(),
    'theme.next': () => { nextTheme(); toast({ text: `Colours: ${theme()}.` }) },
    'keys.toggle': () => { setSingleKeys(!singleKeysOn()); toast({ text: `Single keys are ${singleKeysOn() ? 'on' : 'off'}.` }) },
    'go.queue': go('/'), 'go.practice': go('/practice'), 'go.money': go('/money'), 'go.providers': go('/providers'), 'go.requests': go('/dev/requests'), 'go.webhooks': go('/dev/webhooks'),
    'go.simulator': go('/dev/simulator'), 'go.keys': go('/dev/keys'), 'go.audit': go('/audit'), 'go.system': go('/system'), 'go.settings': go('/settings/team'),
  })
  const { pathname } = useLocation()
  // A new page begins at its beginning, also for those who hear it.
  useEffect(() => { if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true }) }, [pathname])
}
