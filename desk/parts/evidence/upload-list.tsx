// Files that are on their way or were not taken, each with its reason.

import { Button } from '../../ui/button.tsx'
import type { Upload } from './uploads.ts'

export function UploadList({ uploads, onAgain, onDrop }: { uploads: readonly Upload[]; onAgain(upload: Upload): void; onDrop(upload: Upload): void }) {
  return (
    <ul className="plain-list" aria-label="Files on their way" aria-live="polite">
      {uploads.map(upload => (
        <li key={upload.key} className="line" data-tone={upload.state === 'failed' ? 'bad' : undefined}>
          <bdi className="clip">{upload.name}</bdi>
          <span className={upload.state === 'failed' ? 'wrong small' : 'soft small'}>{upload.state === 'failed' ? <>Not added. <bdi>{upload.why}</bdi></> : 'Adding…'}</span>
          {upload.state === 'failed' && <><Button size="small" onClick={() => onAgain(upload)}>Try again</Button><Button size="small" kind="plain" aria-label={`Put ${upload.name} away`} onClick={() => onDrop(upload)}>×</Button></>}
        </li>
      ))}
    </ul>
  )
}
