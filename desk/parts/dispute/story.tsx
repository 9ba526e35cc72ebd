// What the customer or the issuer says, in their own words, and what happened around it. Their texts are text and nothing else.

import { useQuery } from '@tanstack/react-query'
import type { Dispute } from '../../api/contract.ts'
import { Time } from '../../ui/time.tsx'
import { reasonWords } from '../../words.ts'
import { historyOf } from '../history/events.ts'
import { momentsOf } from './timeline.ts'

export function Story({ dispute }: { dispute: Dispute }) {
  const { story, reason, theirs } = dispute
  return (
    <div className="stack">
      <p className="line"><strong>{reasonWords[reason.category]}</strong>{[reason.code, reason.network && `${reason.network} ${reason.network_code ?? ''}`].filter(Boolean).map((text, index) => <bdi key={index} className="mono soft small">{text}</bdi>)}</p>
      {story
        ? <figure className="quote"><blockquote lang={story.language ?? undefined} dir="auto"><bdi>{story.text}</bdi></blockquote>{story.customer && <figcaption className="soft small">— <bdi>{story.customer}</bdi>{story.language && `, in ${languageWord(story.language)}`}</figcaption>}</figure>
        : <p className="soft">The provider passed on no words of the customer.{theirs.reason_text && <> It says: <q><bdi>{theirs.reason_text}</bdi></q></>}</p>}
      <Timeline dispute={dispute} />
    </div>
  )
}

function Timeline({ dispute }: { dispute: Dispute }) {
  const { data } = useQuery(historyOf(dispute.id))
  return (
    <ol className="timeline" aria-label="What happened">
      {momentsOf(dispute, data?.data ?? []).map(({ key, at, what, text, gap }) => <li key={key} data-gap={gap}>{at && <><Time at={at} /> </>}{what}{text && <>: <bdi>{text}</bdi></>}.</li>)}
    </ol>
  )
}

function languageWord(language: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
