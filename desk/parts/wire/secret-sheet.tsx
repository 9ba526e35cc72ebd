// A secret, shown this once. It lives in this sheet only: nothing keeps it, and leaving before it was copied is asked twice.

import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { copy } from '../../ui/copy.tsx'
import { Sheet } from '../../ui/sheet.tsx'

export function SecretSheet({ title, about, shown, onClose }: { title: string; about: string; shown: Readonly<Record<string, string>>; onClose(): void }) {
  const [copied, setCopied] = useState<ReadonlySet<string>>(new Set())
  const [warned, setWarned] = useState(false)
  const names = Object.keys(shown)
  const left = names.filter(name => !copied.has(name))
  const close = () => (left.length === 0 || warned ? onClose() : setWarned(true))
  const take = async (name: string) => { if (await copy(shown[name]!)) setCopied(all => new Set([...all, name])) }
  return (
    <Sheet title={title} side="center" onClose={close} closeWord={left.length === 0 ? 'Close' : 'Leave'}>
      <section className="problem" aria-label="Shown once"><h3>Shown this once</h3><p>{about} Nobody can show it again: what is lost is turned over.</p></section>
      {names.map((name, index) => (
        <div className="secret" key={name}>
          <span className="label" id={`secret-${index}`}>{name}</span>
          <code dir="ltr" tabIndex={0} aria-labelledby={`secret-${index}`}>{shown[name]}</code>
          <Button data-first={index === 0 || undefined} onClick={() => void take(name)}>{copied.has(name) ? 'Copied' : 'Copy'}<span className="unseen"> {name}</span></Button>
        </div>
      ))}
      {warned && left.length > 0 && <p role="alert" className="wrong">Not copied yet: {left.join(', ')}. Leave once more to lose it.</p>}
    </Sheet>
  )
}
