// Files that are on their way or were not taken, each with its reason.

import { Button } from '../../ui/button.tsx'
import { isPicture } from './picture/fit.ts'
import type { Upload } from './uploads.ts'

type UploadListProps = { uploads: readonly Upload[]; /** Of the provider. */ types: readonly string[]; onFit(upload: Upload): void; onAgain(upload: Upload): void; onDrop(upload: Upload): void }

export function UploadList({ uploads, types, onFit, onAgain, onDrop }: UploadListProps) {
  const canFit = ({ isUnfit, file }: Upload) => isUnfit && isPicture(file.type) && types.some(isPicture)
  return (
    <ul className="plain-list" aria-label="Files on their way" aria-live="polite">
      {uploads.map(upload => (
        <li key={upload.key} className="line" data-tone={upload.state === 'failed' ? 'bad' : undefined}>
          <bdi className="clip">{upload.name}</bdi>
          <span className={upload.state === 'failed' ? 'wrong small' : 'soft small'}>{upload.state === 'failed' ? <>Not added. <bdi>{upload.why}</bdi></> : 'Adding…'}</span>
          {upload.state === 'failed' && <>{canFit(upload) && <Button size="small" aria-label={`Make ${upload.name} fit`} onClick={() => onFit(upload)}>Make it fit…</Button>}<Button size="small" onClick={() => onAgain(upload)}>Try again</Button><Button size="small" kind="plain" aria-label={`Put ${upload.name} away`} onClick={() => onDrop(upload)}>×</Button></>}
        </li>
      ))}
    </ul>
  )
}
