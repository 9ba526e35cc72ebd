// Copies a text and says that it did.

import { Button } from './button.tsx'
import { toast } from './toast.tsx'

export function CopyButton({ text, label = 'Copy', children }: { text: string; label?: string; children?: React.ReactNode }) {
  return <Button size="small" kind="plain" aria-label={label} title={label} onClick={() => void copy(text)}>{children ?? '⧉'}</Button>
}

/** Browsers allow it only where the page came over https or from this machine. */
export async function copy(text: string): Promise<void> {
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false)
  toast(done ? { text: 'Copied.' } : { text: 'This browser does not let the desk copy here.', tone: 'warn' })
}
