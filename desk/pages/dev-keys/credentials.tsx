// The list of credentials, those that still open first, and what can be done to each.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnswerOf } from '../../api/contract.ts'
import { get } from '../../api/queries.ts'
import { SecretSheet } from '../../parts/wire/secret-sheet.tsx'
import { instantOf, useNow } from '../../time.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Problem, Skeleton } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { dialectWords } from '../../words.ts'
import { MakeSheet } from './make-sheet.tsx'
import { RevokeSheet, RotateSheet } from './end-sheets.tsx'
import { scopeWords } from './words.ts'

export type Credential = AnswerOf<'GET /v1/merchants/{id}/credentials'>['data'][number]
export type Shown = { title: string; shown: Record<string, string> }
type Open = { what: 'make' } | { what: 'rotate' | 'revoke'; credential: Credential } | ({ what: 'shown' } & Shown) | null

export function Credentials({ merchant }: { merchant: string }) {
  const { data, error, refetch } = useQuery(get('GET /v1/merchants/{id}/credentials', { params: { id: merchant } }))
  const [open, setOpen] = useState<Open>(null)
  const now = useNow()
  const close = () => setOpen(null)
  const show = (shown: Shown) => setOpen({ what: 'shown', ...shown })
  return (
    <div className="stack boxed">
      <div className="spread"><span className="soft">{data && `${data.data.filter(one => endOf(one, now) === null).length} open`}</span><Button kind="primary" onClick={() => setOpen({ what: 'make' })}>Make a key…</Button></div>
      {error && <Problem error={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && <DataTable caption="Keys" captionHidden columns={columnsFor(now, setOpen)} rows={data.data.toSorted((one, other) => Number(endOf(one, now) !== null) - Number(endOf(other, now) !== null))} rowKey={({ id }) => id} none="No program can call yet." />}
      {open?.what === 'make' && <MakeSheet merchant={merchant} onShow={show} onClose={close} />}
      {open?.what === 'rotate' && <RotateSheet credential={open.credential} onShow={show} onClose={close} />}
      {open?.what === 'revoke' && <RevokeSheet credential={open.credential} onClose={close} />}
      {open?.what === 'shown' && <SecretSheet title={open.title} about="Give it to the program that calls, or to the place where your secrets are kept." shown={open.shown} onClose={close} />}
    </div>
  )
}

/** Null while it opens. */
export function endOf({ revoked_at, expires_at }: Credential, now: number): 'Revoked' | 'Expired' | null {
  return revoked_at ? 'Revoked' : expires_at && instantOf(expires_at) <= now ? 'Expired' : null
}

function columnsFor(now: number, onOpen: (open: Open) => void): readonly Column<Credential>[] {
  return [
    { head: 'For', cell: ({ dialect }) => dialectWords[dialect] },
    { head: 'Known by', cell: ({ public: shown, id }) => <KnownBy shown={shown} id={id} /> },
    { head: 'May', cell: ({ scope, see_all }) => <>{scopeWords[scope].word}<br /><span className="soft small">{see_all ? 'sees every dispute' : 'sees its own provider\'s'}</span></> },
    { head: 'Made', cell: ({ created_at }) => <Time at={created_at} /> },
    { head: 'Stands', cell: credential => <Stands credential={credential} now={now} /> },
    {
      head: <span className="unseen">What to do</span>, end: true,
      cell: credential => {
        const end = endOf(credential, now)
        const reason = end && `${end} already.`
        const name = Object.values(credential.public)[0] ?? credential.id
        return (
          <span className="line">
            <Button size="small" reason={reason} reasonHidden aria-label={`Rotate ${name}`} onClick={() => onOpen({ what: 'rotate', credential })}>Rotate…</Button>
            <Button size="small" kind="danger" reason={reason} reasonHidden aria-label={`Revoke ${name}`} onClick={() => onOpen({ what: 'revoke', credential })}>Revoke…</Button>
          </span>
        )
      },
    },
  ]
}

function KnownBy({ shown, id }: { shown: Readonly<Record<string, string>>; id: string }) {
  const names = Object.keys(shown)
  if (names.length === 0) return <bdi className="mono clip" dir="ltr">{id}</bdi>
  return <>{names.map(name => <span key={name} className="known"><span className="soft small">{name} </span><bdi className="mono" dir="ltr" title={shown[name]}>{shown[name]}</bdi></span>)}</>
}

function Stands({ credential, now }: { credential: Credential; now: number }) {
  const end = endOf(credential, now)
  if (end) return <Chip tone="faded">{end}</Chip>
  return <>{<Chip tone="good">Open</Chip>}{credential.expires_at && <span className="soft small"> until <Time at={credential.expires_at} /></span>}</>
}
