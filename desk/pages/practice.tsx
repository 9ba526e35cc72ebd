// Practice: ten invented cases, the keys of the real thing, a clock, and what would have come of each choice. It calls no server.

import { useAddress } from '../parts/wire/address.ts'
import { Page } from '../parts/page.tsx'
import { CaseView } from '../parts/practice/case-view.tsx'
import { cases } from '../parts/practice/cases.ts'
import { Intro } from '../parts/practice/intro.tsx'
import { answerTo, isOver, leave, useRound, type Round } from '../parts/practice/round.ts'
import { ScoreView } from '../parts/practice/score-view.tsx'
import { Timer } from '../parts/practice/timer.tsx'
import { Button } from '../ui/button.tsx'
import '../parts/practice/practice.css'

export default function Practice() {
  const round = useRound()
  const [search, change] = useAddress()
  if (round === null) return <Page title="Practice"><Intro onBegin={() => change({ case: cases[0]!.id })} /></Page>
  const end = () => {
    leave()
    change({ case: null })
  }
  const asked = cases.findIndex(({ id }) => id === search['case'])
  const at = asked >= 0 ? asked + 1 : firstOpen(round)
  const go = (number: number | null) => change({ case: number === null ? null : cases[number - 1]!.id })
  const isScore = isOver(round) && search['case'] === undefined
  return (
    <Page title="Practice" aside={<span className="line">{!isOver(round) && <Timer since={round.shownAt} />}<Button size="small" onClick={end}>Leave the round</Button></span>}>
      {isScore ? <ScoreView round={round} onOpen={go} onAgain={() => go(1)} />
        : <CaseView key={at} one={cases[at - 1]!} number={at} round={round} onGo={go} />}
    </Page>
  )
}

const firstOpen = (round: Round): number => Math.max(0, cases.findIndex(({ id }) => !answerTo(round, id))) + 1
