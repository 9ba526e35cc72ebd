// A screen's own head: its title, which is the page's too, and what stands beside it. Every screen begins with it.

import { useEffect, type ReactNode } from 'react'

/** `title` is the heading; `aside` are controls at its end. */
export function Page({ title, aside, children, wide = false }: { title: string; aside?: ReactNode; children?: ReactNode; wide?: boolean }) {
  useEffect(() => { document.title = `${title} · Parley` }, [title])
  return (
    <div className="page" data-wide={wide || undefined}>
      <header className="spread"><h1>{title}</h1>{aside}</header>
      {children}
    </div>
  )
}
