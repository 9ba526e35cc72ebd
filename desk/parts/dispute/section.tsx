// A section of the page: open beside the rail, and an accordion where there is no room for both.

import { useSyncExternalStore, type ReactNode } from 'react'

export const sections = [
  { id: 'story', title: 'Story' }, { id: 'facts', title: 'Facts' }, { id: 'evidence', title: 'Evidence' },
  { id: 'money', title: 'Money' }, { id: 'history', title: 'History' }, { id: 'raw', title: 'Raw' },
] as const
export type SectionId = (typeof sections)[number]['id']

const wide = matchMedia('(min-width: 1100px)')

export function Section({ id, isOpen, children }: { id: SectionId; isOpen: boolean; children: ReactNode }) {
  const { title } = sections.find(section => section.id === id)!
  const heading = <h2 id={`${id}-title`}>{title}</h2>
  if (useWide()) return <section id={id} className="card section" aria-labelledby={`${id}-title`} tabIndex={-1}>{heading}{children}</section>
  return <details id={id} className="card section" open={isOpen} tabIndex={-1}><summary>{heading}</summary>{children}</details>
}

function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches)
}

function subscribe(tell: () => void): () => void {
  wide.addEventListener('change', tell)
  return () => wide.removeEventListener('change', tell)
}

/** To a section, with the focus, so that the next key goes on from there. */
export function goToSection(id: SectionId): void {
  const element = document.getElementById(id)
  if (element instanceof HTMLDetailsElement) element.open = true
  element?.scrollIntoView({ block: 'start' })
  element?.focus({ preventScroll: true })
}
