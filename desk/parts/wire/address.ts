// The address as the state of a screen: what is set to nothing leaves it.

import { useNavigate, useSearch } from '@tanstack/react-router'

export type Search = Readonly<Record<string, string>>
type Change = Readonly<Record<string, string | null>>

export function useAddress(): [Search, (change: Change) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  return [search, change => void navigate({ to: '.', search: changed(search, change) as never, resetScroll: false })]
}

export function changed(search: Search, change: Change): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...search, ...change }).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''))
}
