// One dispute: its story, what is known, its evidence, money and history, and the decision beside it.

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useActions } from '../actions/running.ts'
import type { Dispute } from '../api/contract.ts'
import { problemOf } from '../api/problem.ts'
import { get } from '../api/queries.ts'
import { moneyText } from '../amounts.ts'
import { copy } from '../ui/copy.tsx'
import { Problem, Skeleton } from '../ui/states.tsx'
import { usePlace } from '../parts/current-view.ts'
import { openAcceptSheet, openContestSheet } from '../parts/decision/open.ts'
import { Facts } from '../parts/dispute/facts.tsx'
import { DisputeHeader } from '../parts/dispute/header.tsx'
import { Money } from '../parts/dispute/money.tsx'
import { isReady, Rail } from '../parts/dispute/rail.tsx'
import { Raw } from '../parts/dispute/raw.tsx'
import { Section, goToSection } from '../parts/dispute/section.tsx'
import { Stepper } from '../parts/dispute/stepper.tsx'
import { Story } from '../parts/dispute/story.tsx'
import { SubNav } from '../parts/dispute/sub-nav.tsx'
import { Evidence } from '../parts/evidence/evidence.tsx'
import { History } from '../parts/history/history.tsx'
import { Page } from '../parts/page.tsx'
import { refusalOf } from '../parts/rows.ts'
import './dispute.css'

export default function DisputePage() {
  const { id } = useParams({ from: '/d/$id' })
  const { data, error, refetch } = useQuery(get('GET /v1/disputes/{id}', { params: { id } }))
  if (data) return <Shown key={id} dispute={data} error={error} />
  return <Page title="Dispute">{error ? <Problem error={error} onAgain={problemOf(error).transient ? () => void refetch() : undefined} /> : <Skeleton />}</Page>
}

function Shown({ dispute, error }: { dispute: Dispute; error: Error | null }) {
  const { id } = dispute
  const { data: context } = useQuery(get('GET /v1/disputes/{id}/context', { params: { id } }))
  const contest = () => (isReady(dispute, context) ? openContestSheet(id) : goToSection('evidence'))
  useDisputeActions(dispute, contest)
  useEffect(() => { document.title = `Dispute over ${moneyText(dispute.amount)} · Parley` }, [dispute.amount])
  return (
    <div className="dispute">
      <div className="dispute-main">
        <DisputeHeader dispute={dispute} />
        {error && <Problem error={error} unchanged="What stands here may be old." />}
        <Stepper dispute={dispute} />
        <SubNav id={id} />
        <Section id="story" isOpen><Story dispute={dispute} /></Section>
        <Section id="facts" isOpen={false}><Facts dispute={dispute} context={context} /></Section>
        <Section id="evidence" isOpen={false}><Evidence dispute={dispute} context={context} /></Section>
        <Section id="money" isOpen={false}><Money dispute={dispute} /></Section>
        <Section id="history" isOpen={false}><History dispute={dispute} /></Section>
        <Section id="raw" isOpen={false}><Raw dispute={dispute} /></Section>
      </div>
      <Rail dispute={dispute} context={context} onContest={contest} />
    </div>
  )
}

const unplaced = 'It was not opened from the queue.'

function useDisputeActions({ id, theirs, can }: Dispute, contest: () => void): void {
  const navigate = useNavigate()
  const place = usePlace(id)
  const go = (to: string | null | undefined) => () => { if (to) void navigate({ to: '/d/$id', params: { id: to }, search: {} }) }
  useActions({
    'dispute.back': () => void navigate({ to: '/', search: place?.search ?? {} }),
    'dispute.next': { run: go(place?.next), reason: place?.next ? null : place?.more ? 'What comes behind it is not loaded yet: scroll on in the queue.' : place ? 'This is the last of the view.' : unplaced },
    'dispute.previous': { run: go(place?.previous), reason: place?.previous ? null : place ? 'This is the first of the view.' : unplaced },
    'dispute.print': () => print(),
    'decide.accept': { run: () => openAcceptSheet([id]), reason: refusalOf(can?.accept) },
    'decide.contest': { run: contest, reason: refusalOf(can?.submit) },
    'decide.copy': () => void copy(theirs.id),
    'decide.copy-link': () => void copy(`${location.origin}${location.pathname}`),
  })
}
