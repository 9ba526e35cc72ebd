// What the customer or the issuer says, in their own words, and what happened around it. Their texts are text and nothing else.

import type { Dispute } from '../../api/contract.ts'
import { Time } from '../../ui/time.tsx'
import { reasonWords } from '../../words.ts'

export function Story({ dispute: { story, reason, theirs, payment, opened_at, respond_by } }: { dispute: Dispute }) {
  return (
    <div className="stack">
      <p className="line"><strong>{reasonWords[reason.category]}</strong>{[reason.code, reason.network && `${reason.network} ${reason.network_code ?? ''}`].filter(Boolean).map((text, index) => <bdi key={index} className="mono soft small">{text}</bdi>)}</p>
      {story
        ? <figure className="quote"><blockquote lang={story.language ?? undefined} dir="auto"><bdi>{story.text}</bdi></blockquote>{story.customer && <figcaption className="soft small">— <bdi>{story.customer}</bdi>{story.language && `, in ${languageWord(story.language)}`}</figcaption>}</figure>
        : <p className="soft">The provider passed on no words of the customer.{theirs.reason_text && <> It says: <q><bdi>{theirs.reason_text}</bdi></q></>}</p>}
      <ol className="timeline" aria-label="What happened">
        {payment.paid_at && <li><Time at={payment.paid_at} /> The customer paid.</li>}
        {!payment.paid_at && <li className="soft">When the customer paid is not known.</li>}
        <li><Time at={opened_at} /> The dispute was opened.</li>
        {respond_by && <li><Time at={respond_by.at} /> The answer is due{respond_by.source === 'rule' ? ', as the rules assume' : ''}.</li>}
      </ol>
    </div>
  )
}

function languageWord(language: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
