// The bar at the top: where we are, search, which environment, new items, who is signed in and for whom.

import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { themes } from '../../src/core/theme.ts'
import { useConnected } from '../api/live.ts'
import { actFor, signOut, type Session } from '../api/session.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { toast } from '../ui/toast.tsx'
import { ArrivalsPill } from './arrivals.tsx'
import { Trail } from './frame-nav.tsx'
import { setTheme, useTheme } from './theme.ts'

const themeWords = { system: 'As the system has it', light: 'Light', dark: 'Dark' } as const

export function FrameBar({ session, onPalette, onHelp }: { session: Session; onPalette(): void; onHelp(): void }) {
  const connected = useConnected()
  return (
    <header className="bar no-print">
      <Trail />
      <Search />
      <ArrivalsPill />
      {!connected && <span className="chip" data-tone="warn" title="Changes are asked for every 30 seconds until the live connection is back.">Not live</span>}
      {session.mode === 'sandbox' && <span className="ribbon">Sandbox</span>}
      <Button kind="plain" onClick={onPalette} className="bar-palette">Actions</Button>
      <Who session={session} onHelp={onHelp} />
    </header>
  )
}

function Search() {
  const navigate = useNavigate()
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('q') ?? '').trim()
    void navigate({ to: '/', search: text === '' ? {} : { view: 'all', q: text } })
  }
  return <form role="search" className="search" onSubmit={go}><input id="search" name="q" type="search" className="input" placeholder="Search  /" aria-label="Search disputes" autoComplete="off" maxLength={200} /></form>
}

function Who({ session: { user, merchant, merchants }, onHelp }: { session: Session; onHelp(): void }) {
  const current = useTheme()
  const others = user!.demo && merchants.length > 1 ? [...merchants.map(({ id, name }) => ({ label: name, current: id === merchant?.id, run: () => void switchTo(id) })), 'rule' as const] : []
  return (
    <Menu
      label={`${merchant?.name ?? user!.name}, signed in as ${user!.name} (${user!.role})`} button={<><span className="who">{merchant?.name ?? user!.name}</span><span className="initials" data-text={user!.name.slice(0, 2)} /></>}
      items={[
        ...others,
        ...themes.map(one => ({ label: themeWords[one], current: one === current, run: () => setTheme(one) })), 'rule' as const,
        { label: 'Keys', keys: '?', run: onHelp },
        ...(user!.demo ? [] : [{ label: 'Sign out', run: () => void leave() }]),
      ]}
    />
  )
}

async function switchTo(merchant: string): Promise<void> {
  const problem = await actFor(merchant)
  if (problem) toast({ text: problem.detail, tone: 'bad' })
}

async function leave(): Promise<void> {
  const problem = await signOut()
  if (problem) toast({ text: problem.detail, tone: 'bad' })
  // Nothing of what was on the screen stays in memory.
  else location.assign('/desk/sign-in')
}
