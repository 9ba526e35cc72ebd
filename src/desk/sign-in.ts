// Trying a name and a password: a few times per name and per address, counted before anything is looked up, so that neither the
// answer nor its time tells whether there is such a person. Each process counts for itself, so that a flood does not reach the store,
// and what it lets through is counted once more for all of them.

import type { Attempts } from '../engine/attempts.ts'
import type { Users } from '../engine/users.ts'
import type { PersonRow } from '../engine/store-desk.ts'
import { createWindows, placeOf } from '../wire/windows.ts'

export type Tried = { person: PersonRow } | { waitSeconds: number } | null
export type SignIn = (name: string, password: string, address: string) => Promise<Tried>

const windowMs = 15 * 60_000
const mostPerName = 10
/** Behind a proxy everybody has its address. */
const mostPerAddress = 100

export type SignInParts = { users: Pick<Users, 'verified'>; attempts: Attempts; monotonic(): number }

export function createSignIn({ users, attempts, monotonic }: SignInParts): SignIn {
  const names = createWindows({ most: mostPerName, windowMs, monotonic })
  const addresses = createWindows({ most: mostPerAddress, windowMs, monotonic })
  return async (name, password, address) => {
    const places = placesOf(name, address)
    const here = [names.take(places.name), addresses.take(places.address)]
    const waits = longest(here) ?? longest(await Promise.all([attempts.take(places.name, mostPerName, windowMs), attempts.take(places.address, mostPerAddress, windowMs)]))
    if (waits !== null) return { waitSeconds: waits }
    try {
      const person = await users.verified(name, password)
      if (!person) return null
      await giveBack(places)
      return { person }
    } catch (error) {
      await giveBack(places)
      throw error
    }
  }

  async function giveBack({ name, address }: Places): Promise<void> {
    names.giveBack(name)
    addresses.giveBack(address)
    // Where the store cannot write for a while, one more is counted than was made.
    await Promise.all([attempts.giveBack(name), attempts.giveBack(address)]).catch(() => {})
  }
}

type Places = { name: string; address: string }

const placesOf = (name: string, address: string): Places => ({ name: `name ${name.normalize('NFKC').trim().toLowerCase()}`, address: `address ${placeOf(address)}` })
const longest = (waits: readonly (number | null)[]): number | null => waits.reduce((most, wait) => (wait === null ? most : Math.max(wait, most ?? 0)), null)
