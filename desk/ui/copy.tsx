// Copies a text and says that it did.

import { Button } from './button.tsx'
import { toast } from './toast.tsx'

export function CopyButton({ text, label = 'Copy', children }: { text: string; label?: string; children?: React.ReactNode }) {
  return <Button size="small" kind="plain" aria-label={label} title={label} onClick={() => void copy(text)}>{children ?? <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentcolor" strokeWidth="1.4"><rect x="5.5" y="5.5" width="8" height="8" rx="1.5" /><path d="M10.5 3.5v-.5a.5.5 0 0 0-.5-.5H3a.5.5 0 0 0-.5.5v7a.5.5 0 0 0 .5.5h.5" /></svg>}</Button>
}

/** Browsers allow it only where the page came over https or from this machine. Answers whether they did. */
export async function copy(text: string): Promise<boolean> {
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false
  toast(done ? { text: 'Copied.' } : { text: 'This browser does not let the desk copy here.', tone: 'warn' })
  return done
}
