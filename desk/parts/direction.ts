// Left-to-right, or right-to-left where the address asks for it (`?dir=rtl`). It is kept for the visit, so that links need not carry it.

const kept = 'parley.dir'

export function followDirection(): void {
  const asked = new URLSearchParams(location.search).get('dir')
  if (asked !== null) sessionStorage.setItem(kept, asked)
  document.documentElement.dir = sessionStorage.getItem(kept) === 'rtl' ? 'rtl' : 'ltr'
}
