// The sections of the page as links, always in sight.

import { useLocation, useNavigate } from '@tanstack/react-router'
import { useActions } from '../../actions/running.ts'
import { goToSection, sections, type SectionId } from './section.tsx'

export function SubNav({ id }: { id: string }) {
  const { hash } = useLocation()
  const navigate = useNavigate()
  const go = (section: SectionId) => {
    goToSection(section)
    void navigate({ to: '/d/$id', params: { id }, search: true, hash: section, replace: true, hashScrollIntoView: false, resetScroll: false })
  }
  const to = (index: number) => () => go(sections[index]!.id)
  useActions({ 'dispute.section-1': to(0), 'dispute.section-2': to(1), 'dispute.section-3': to(2), 'dispute.section-4': to(3), 'dispute.section-5': to(4), 'dispute.section-6': to(5) })
  return (
    <nav className="sub-nav no-print" aria-label="Sections">
      {sections.map(({ id: section, title }, index) => (
        <a key={section} href={`#${section}`} className="tab" data-current={hash === section || undefined} aria-keyshortcuts={String(index + 1)} onClick={event => { event.preventDefault(); go(section) }}>{title}</a>
      ))}
    </nav>
  )
}
