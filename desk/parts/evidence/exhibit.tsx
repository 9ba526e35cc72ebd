// One file of the pack: its letter, a look at it that cannot run anything, what it shows, its pages and its size against what is taken.

import type { Evidence } from '../../api/contract.ts'
import { pagesWord } from './bytes.ts'
import { nameOf, sizeWords } from './pack.ts'
import { Preview, useLook } from './preview.tsx'

type ExhibitProps = { letter: string; item: Evidence; dispute: string; kind: string | null; most: number }

export function ExhibitLine({ letter, item, dispute, kind, most }: ExhibitProps) {
  const { bytes, look } = useLook(item, dispute)
  const about = [item.type, pagesWord(bytes, item)].filter(one => one !== null).join(' · ')
  return (
    <li className="exhibit">
      <Preview item={item} bytes={bytes} look={look} />
      <div className="item-text">
        <p><strong>Exhibit {letter}</strong>{kind && <>: <bdi>{kind}</bdi></>}</p>
        <p className="small"><bdi>{nameOf(item)}</bdi></p>
        <p className="soft small">{about} · <span className={item.size > most ? 'wrong' : undefined}>{sizeWords(item.size)} of {sizeWords(most)}</span></p>
      </div>
    </li>
  )
}
